using System.Reflection;

namespace Parley.Tests.HouseRules;

/// <summary>The ids under which the compiler files a member's documentation (C# specification, annex D.4).</summary>
internal static class DocumentationIds
{
    public static string Of(Type type) => "T:" + Named(type);

    public static string Of(MemberInfo member) =>
        member switch
        {
            FieldInfo f => $"F:{Named(f.DeclaringType!)}.{f.Name}",
            EventInfo e => $"E:{Named(e.DeclaringType!)}.{e.Name}",
            PropertyInfo p => $"P:{Named(p.DeclaringType!)}.{p.Name}{Parameters(p.GetIndexParameters())}",
            ConstructorInfo c => $"M:{Named(c.DeclaringType!)}.#ctor{Parameters(c.GetParameters())}",
            MethodInfo m => $"M:{Named(m.DeclaringType!)}.{m.Name}{Arity(m)}{Parameters(m.GetParameters())}{Result(m)}",
            _ => throw new ArgumentException($"A {member.MemberType} has no documentation id.", nameof(member)),
        };

    private static string Named(Type type) => type.FullName!.Replace('+', '.');

    private static string Arity(MethodInfo method) =>
        method.IsGenericMethod ? FormattableString.Invariant($"``{method.GetGenericArguments().Length}") : "";

    // Only conversions may differ by their result alone.
    private static string Result(MethodInfo method) =>
        method.Name is "op_Implicit" or "op_Explicit" ? "~" + Written(method.ReturnType) : "";

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : "(" + string.Join(',', parameters.Select(p => Written(p.ParameterType))) + ")";

    private static string Written(Type type)
    {
        if (type.IsGenericParameter)
            return FormattableString.Invariant(
                $"{(type.DeclaringMethod is null ? "`" : "``")}{type.GenericParameterPosition}"
            );
        if (type.IsByRef)
            return Written(type.GetElementType()!) + "@";
        if (type.IsPointer)
            return Written(type.GetElementType()!) + "*";
        if (type.IsArray)
        {
            var rank = type.GetArrayRank();
            var bounds = rank == 1 ? "" : string.Join(',', Enumerable.Repeat("0:", rank));
            return $"{Written(type.GetElementType()!)}[{bounds}]";
        }

        if (!type.IsGenericType)
            return Named(type);

        // Each part of a nested name takes its own arguments: Outer{T}.Inner{U}.
        var arguments = new Queue<string>(type.GetGenericArguments().Select(Written));
        var parts = Named(type.GetGenericTypeDefinition())
            .Split('.')
            .Select(part =>
            {
                var tick = part.IndexOf('`', StringComparison.Ordinal);
                if (tick < 0)
                    return part;
                var own = int.Parse(part.AsSpan(tick + 1), System.Globalization.CultureInfo.InvariantCulture);
                return part[..tick]
                    + "{"
                    + string.Join(',', Enumerable.Range(0, own).Select(_ => arguments.Dequeue()))
                    + "}";
            });
        return string.Join('.', parts.ToList());
    }
}
