using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Parley.Tests.HouseRules;

/// <summary>Every public type and member is documented, in words.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Libraries => [.. House.Projects.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Members_OfALibrary_AreDocumented(string name)
    {
        var project = House.Project(name);
        Assert.True(File.Exists(project.Xml), $"{name} was built without its documentation file, {project.Xml}.");
        House.Holds(
            $"In {name} these public types and members are undocumented, or their text says nothing:",
            [.. Undocumented(Assembly.LoadFrom(project.Dll), XDocument.Load(project.Xml))]
        );
    }

    [Fact]
    public void Undocumented_OfTheExamples_AreTheEmptyOnes()
    {
        var documented = XDocument.Load(Path.ChangeExtension(typeof(DocumentationTests).Assembly.Location, ".xml"));
        var faults = typeof(DocumentationExamples).GetNestedTypes().Append(typeof(DocumentationExamples));
        Assert.Equal(
            """
            E:Parley.Tests.HouseRules.DocumentationExamples.Undone
            M:Parley.Tests.HouseRules.DocumentationExamples.Stub(System.Int32)
            P:Parley.Tests.HouseRules.DocumentationExamples.Bare
            P:Parley.Tests.HouseRules.DocumentationExamples.Record.Second
            T:Parley.Tests.HouseRules.DocumentationExamples.Empty
            """,
            string.Join('\n', faults.SelectMany(t => Undocumented(t, Texts(documented))).Order(StringComparer.Ordinal))
        );
    }

    private static IEnumerable<string> Undocumented(Assembly assembly, XDocument documentation)
    {
        var texts = Texts(documentation);
        return PublicMembers.TypesOf(assembly).SelectMany(t => Undocumented(t, texts));
    }

    private static IEnumerable<string> Undocumented(Type type, Dictionary<string, XElement> texts)
    {
        var about = texts.GetValueOrDefault(DocumentationIds.Of(type));
        if (!Says(about))
            yield return DocumentationIds.Of(type);
        foreach (var member in PublicMembers.Of(type))
        {
            // A positional record tells its constructor and properties by the parameters of the type.
            if (member is ConstructorInfo c && (PublicMembers.IsPrimary(c) || PlainDefault(c)))
                continue;
            if (member is PropertyInfo p && PublicMembers.IsRecord(type) && Words(Parameter(about, p.Name)))
                continue;
            if (!Says(texts.GetValueOrDefault(DocumentationIds.Of(member))))
                yield return DocumentationIds.Of(member);
        }
    }

    // The compiler writes this one itself where a class has none, and reflection cannot tell it from an empty one.
    private static bool PlainDefault(ConstructorInfo constructor) => constructor.GetParameters().Length == 0;

    private static XElement? Parameter(XElement? about, string name) =>
        about?.Elements("param").FirstOrDefault(e => name.Equals(e.Attribute("name")?.Value, StringComparison.Ordinal));

    private static bool Says(XElement? about) =>
        about is not null && (about.Descendants("inheritdoc").Any() || Words(about.Element("summary")));

    private static bool Words(XElement? text) =>
        text is not null
        && Word().IsMatch(text.Value + string.Concat(text.Descendants("see").Attributes("cref").Select(c => c.Value)))
        && !Stub().IsMatch(text.Value);

    private static Dictionary<string, XElement> Texts(XDocument documentation) =>
        documentation.Descendants("member").ToDictionary(m => m.Attribute("name")!.Value, StringComparer.Ordinal);

    [GeneratedRegex(@"\p{L}{3,}", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(
        @"^\s*(todo|tbd|fixme|xxx|summary|description|missing documentation)\b[\s.…:-]*$|^\s*(todo|fixme)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Stub();
}
