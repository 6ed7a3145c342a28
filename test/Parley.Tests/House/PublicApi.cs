using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Parley.Tests.HouseRules;

/// <summary>Writes the public face of an assembly as text: a line for each type and, indented, for each of its members.</summary>
internal static class PublicApi
{
    private static readonly NullabilityInfoContext Nulls = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>The whole text: types by name, members by kind and name, lines ended by line feeds.</summary>
    public static string Of(IEnumerable<Type> types)
    {
        var text = new StringBuilder();
        foreach (var type in types)
        {
            text.Append(Head(type)).Append('\n');
            var lines = PublicMembers
                .Of(type)
                .Select(m => (Member: m, Line: Line(m)))
                .OrderBy(m => Kind(m.Member))
                .ThenBy(m => Value(m.Member))
                .ThenBy(m => m.Member.Name, StringComparer.Ordinal)
                .ThenBy(m => m.Line, StringComparer.Ordinal);
            foreach (var (_, line) in lines)
                text.Append("    ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string Head(Type type)
    {
        var delegated = typeof(Delegate).IsAssignableFrom(type) ? type.GetMethod("Invoke") : null;
        if (delegated is not null)
            return $"delegate {Result(delegated)} {Name(type)}({Parameters(delegated)})";
        var record = PublicMembers.IsRecord(type) ? "record " : "";
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")
                + record
                + "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract " + record + "class",
            { IsSealed: true } => "sealed " + record + "class",
            _ => record + "class",
        };
        // What a record or an enum is by nature goes without saying.
        var bases = new[] { type.BaseType }
            .Where(b => b is not null && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum))
            .Concat(OwnInterfaces(type))
            .Select(b => Name(b!))
            .ToList();
        return $"{kind} {(type.Namespace is null ? "" : type.Namespace + ".")}{Name(type)}"
            + (
                type.IsEnum && Enum.GetUnderlyingType(type) != typeof(int)
                    ? " : " + Name(Enum.GetUnderlyingType(type))
                    : ""
            )
            + (bases.Count > 0 ? " : " + string.Join(", ", bases) : "")
            + Constraints(type.GetGenericArguments());
    }

    private static IEnumerable<Type> OwnInterfaces(Type type) =>
        type.IsEnum
            ? []
            : type.GetInterfaces()
                .Except(type.BaseType?.GetInterfaces() ?? [])
                .Where(i =>
                    i.IsVisible && !(PublicMembers.IsRecord(type) && i == typeof(IEquatable<>).MakeGenericType(type))
                )
                .OrderBy(i => i.ToString(), StringComparer.Ordinal);

    private static int Kind(MemberInfo member) =>
        member switch
        {
            FieldInfo => 0,
            ConstructorInfo => 1,
            PropertyInfo => 2,
            EventInfo => 3,
            _ => 4,
        };

    // Enum members stand in the order of their values, all else by name.
    private static long Value(MemberInfo member) =>
        member is FieldInfo { DeclaringType.IsEnum: true } f
            ? Convert.ToInt64(f.GetRawConstantValue(), CultureInfo.InvariantCulture)
            : 0;

    private static string Line(MemberInfo member) =>
        member switch
        {
            FieldInfo { DeclaringType.IsEnum: true } f => $"{f.Name} = {Constant(f.GetRawConstantValue())}",
            FieldInfo { IsLiteral: true } f =>
                $"const {Name(f.FieldType)} {f.Name} = {Constant(f.GetRawConstantValue())}",
            FieldInfo f => (f.IsStatic ? "static " : "")
                + (f.IsInitOnly ? "readonly " : "")
                + Shown(f.FieldType, Nulls.Create(f), f.CustomAttributes, f)
                + " "
                + f.Name,
            ConstructorInfo c => $"{Access(c)}new({Parameters(c)})",
            PropertyInfo p => Property(p),
            EventInfo e => $"{Access(e.AddMethod!)}{Manner(e.AddMethod!)}event {Name(e.EventHandlerType!)} {e.Name}",
            MethodInfo m => Access(m)
                + Manner(m)
                + Result(m)
                + " "
                + m.Name
                + Arguments(m)
                + "("
                + Parameters(m)
                + ")"
                + (m.IsGenericMethod ? Constraints(m.GetGenericArguments()) : ""),
            _ => member.ToString()!,
        };

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(PublicMembers.Open).ToList();
        // The accessor's own parameters: those of the property carry no nullability.
        var index = accessors[0].GetParameters().Take(property.GetIndexParameters().Length).ToList();
        var name = index.Count == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var shown = accessors
            .OrderBy(a => a == property.SetMethod)
            .Select(a =>
                Access(a)
                + (
                    a == property.GetMethod ? "get;"
                    : IsInit(a) ? "init;"
                    : "set;"
                )
            );
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Manner(accessors[0])}{required}{Shown(property.PropertyType, Nulls.Create(property), property.CustomAttributes, accessors[0])} {name} {{ {string.Join(' ', shown)} }}";
    }

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Manner(MethodInfo method) =>
        method switch
        {
            { IsStatic: true, IsAbstract: true } => "static abstract ",
            { IsStatic: true } => "static ",
            { DeclaringType.IsInterface: true } => "",
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true } when method.GetBaseDefinition() != method => "override ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => "",
        };

    private static string Result(MethodInfo method) =>
        (method.ReturnType.IsByRef ? "ref " : "")
        + Shown(
            method.ReturnType,
            Nulls.Create(method.ReturnParameter),
            method.ReturnParameter.CustomAttributes,
            method
        );

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var way = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true } => parameter.IsIn ? "in " : "ref ",
            _ => parameter.IsDefined(typeof(ParamArrayAttribute))
            || parameter.IsDefined(typeof(ParamCollectionAttribute))
                ? "params "
                : "",
        };
        var byDefault = parameter.HasDefaultValue ? " = " + Constant(parameter.RawDefaultValue) : "";
        var type = Shown(
            parameter.ParameterType,
            Nulls.Create(parameter),
            parameter.CustomAttributes,
            parameter.Member
        );
        return $"{way}{type} {parameter.Name}{byDefault}";
    }

    // The runtime tells of a type parameter whether it could be null, not whether it is written with a mark; so that is
    // read where the compiler puts it: on the thing itself, or else on what encloses it.
    private static string Shown(
        Type type,
        NullabilityInfo nulls,
        IEnumerable<CustomAttributeData> attributes,
        MemberInfo member
    )
    {
        var plain = type.IsByRef ? type.GetElementType()! : type;
        if (!plain.IsGenericParameter)
            return Name(type, nulls);
        var own = Flag(attributes, "System.Runtime.CompilerServices.NullableAttribute");
        for (var at = member; own is null && at is not null; at = at.DeclaringType)
            own = Flag(at.CustomAttributes, "System.Runtime.CompilerServices.NullableContextAttribute");
        return plain.Name + (own == 2 ? "?" : "");
    }

    private static byte? Flag(IEnumerable<CustomAttributeData> attributes, string name) =>
        attributes
            .FirstOrDefault(a => name.Equals(a.AttributeType.FullName, StringComparison.Ordinal))
            ?.ConstructorArguments[0]
            .Value switch
        {
            byte one => one,
            IReadOnlyList<CustomAttributeTypedArgument> several => (byte)several[0].Value!,
            _ => null,
        };

    private static string Constant(object? value) =>
        value switch
        {
            null => "default",
            string s => "\""
                + s.Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("\n", "\\n", StringComparison.Ordinal)
                    .Replace("\"", "\\\"", StringComparison.Ordinal)
                + "\"",
            char c => $"'{c}'",
            bool b => b ? "true" : "false",
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

    private static string Arguments(MethodInfo method) =>
        method.IsGenericMethod ? "<" + string.Join(", ", method.GetGenericArguments().Select(a => a.Name)) + ">" : "";

    private static string Constraints(Type[] arguments) =>
        string.Concat(
            arguments
                .Where(a => a.IsGenericParameter)
                .Select(a => (a.Name, What: string.Join(", ", Constraint(a))))
                .Where(a => a.What.Length > 0)
                .Select(a => $" where {a.Name} : {a.What}")
        );

    private static IEnumerable<string> Constraint(Type argument)
    {
        var flags = argument.GenericParameterAttributes;
        var isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (isStruct)
            yield return "struct";
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            yield return "class";
        foreach (var type in argument.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)))
            yield return Name(type);
        if (!isStruct && flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            yield return "new()";
    }

    private static string Name(Type type, NullabilityInfo? nulls = null)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!, nulls);
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Name(inner) + "?";
        var mark =
            nulls is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable }
            && !type.IsValueType
                ? "?"
                : "";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!, nulls?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword + mark;
        if (type.IsGenericParameter)
            return type.Name;

        var own = type.GetGenericArguments();
        var outer = type.IsNested ? type.DeclaringType!.GetGenericArguments().Length : 0;
        var shown = own.Select((a, i) => Name(a, nulls?.GenericTypeArguments.ElementAtOrDefault(i))).ToList();
        var prefix = "";
        if (type.IsNested)
        {
            var declaring = type.DeclaringType!;
            prefix = Name(outer == 0 ? declaring : declaring.MakeGenericType(own[..outer])) + ".";
        }

        var simple = type.Name.Split('`')[0];
        return prefix + simple + (own.Length > outer ? "<" + string.Join(", ", shown.Skip(outer)) + ">" : "") + mark;
    }
}
