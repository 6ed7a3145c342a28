using System.Reflection;
using System.Runtime.CompilerServices;

namespace Parley.Tests.HouseRules;

/// <summary>What callers of an assembly can see, without what the compiler adds to records of its own accord.</summary>
internal static class PublicMembers
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    /// <summary>The visible types, nested ones too, by full name.</summary>
    public static IEnumerable<Type> TypesOf(Assembly assembly) =>
        assembly.GetTypes().Where(t => t.IsVisible && !Made(t)).OrderBy(t => t.FullName, StringComparer.Ordinal);

    /// <summary>The visible members that a type declares: constructors, fields, properties, events, methods.</summary>
    public static IEnumerable<MemberInfo> Of(Type type) =>
        typeof(Delegate).IsAssignableFrom(type)
            ? []
            : type.GetMembers(Declared).Where(m => Visible(m, type) && !Made(m) && !OfARecord(m, type));

    /// <summary>A record's primary constructor: the one that the compiler did not make to copy, and whose parameters are all properties.</summary>
    public static bool IsPrimary(ConstructorInfo constructor) =>
        IsRecord(constructor.DeclaringType!)
        && constructor.GetParameters() is { Length: > 0 } parameters
        && parameters.All(p =>
            constructor.DeclaringType!.GetProperty(p.Name!, Declared)?.PropertyType == p.ParameterType
        );

    /// <summary>Whether the type is a record, class or struct.</summary>
    public static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is { } m && Made(m);

    private static bool Visible(MemberInfo member, Type type) =>
        member switch
        {
            // Accessors are shown by their properties and events.
            MethodInfo m => (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) && Open(m),
            ConstructorInfo c => !c.IsStatic && Open(c),
            PropertyInfo p => p.GetAccessors(nonPublic: true).Any(Open),
            EventInfo e => Open(e.AddMethod!),
            FieldInfo f => !f.IsSpecialName && (f.IsPublic || ((f.IsFamily || f.IsFamilyOrAssembly) && !type.IsSealed)),
            _ => false,
        };

    /// <summary>Whether callers, or those who inherit, can call it.</summary>
    public static bool Open(MethodBase method) =>
        method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static bool Made(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || member.Name.Contains('<', StringComparison.Ordinal);

    private static bool OfARecord(MemberInfo member, Type type) =>
        IsRecord(type)
        && (
            member is PropertyInfo { Name: "EqualityContract" }
            || (member is ConstructorInfo c && c.GetParameters() is [var only] && only.ParameterType == type)
        );
}
