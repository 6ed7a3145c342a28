using Parley.Host;

// The only place that names the machine's clock, its streams and its environment.
var machine = new Machine(
    Console.Out,
    Console.Error,
    Console.In,
    TimeProvider.System,
    Environment.GetEnvironmentVariable,
    Console.IsOutputRedirected,
    Console.IsErrorRedirected
);
return Cli.Run(args, machine);
