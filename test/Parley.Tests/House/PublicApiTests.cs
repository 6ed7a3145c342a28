using System.Reflection;
using Xunit;

namespace Parley.Tests.HouseRules;

/// <summary>The public face of each library is a reviewed text; a change of it is seen in the diff.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Libraries => [.. House.Projects.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void PublicApi_OfALibrary_IsTheReviewedOne(string name)
    {
        var project = House.Project(name);
        var api = PublicApi.Of(PublicMembers.TypesOf(Assembly.LoadFrom(project.Dll)));
        var stored = $"test/Parley.Tests/House/api/{name}.txt";
        // A library that shows nothing yet has nothing to review.
        if (api.Length > 0 || File.Exists(House.PathOf(stored)))
            Stored.Equal(stored, api);
    }

    [Fact]
    public void Of_EveryKindOfMember_WritesItAsDeclared() =>
        Assert.Equal(
            """
            abstract class Parley.Tests.HouseRules.DocumentationExamples : IComparable<DocumentationExamples>
                const int Field = 1
                protected new()
                int Bare { get; protected set; }
                int this[string key, int[,] cells] { get; }
                event EventHandler Done
                event EventHandler Undone
                int CompareTo(DocumentationExamples? other)
                abstract Dictionary<TKey, List<T[]>.Enumerator> Generic<TKey, T>(ref TKey key, in List<T>.Enumerator rest, out T[] all)
                int Stub(int x)
                static int op_Explicit(DocumentationExamples value)

            """,
            PublicApi.Of([typeof(DocumentationExamples)])
        );

    [Fact]
    public void Of_NestedTypes_WritesThemAsDeclared() =>
        Assert.Equal(
            """
            enum Parley.Tests.HouseRules.DocumentationExamples.Empty
                None = 0
            readonly record struct Parley.Tests.HouseRules.DocumentationExamples.Pair<T> where T : struct, IComparable<T>
                required T? Value { get; init; }
                DocumentationExamples.Pair<T> With(T? value)
            sealed record class Parley.Tests.HouseRules.DocumentationExamples.Record
                new(int First, string? Second)
                int First { get; init; }
                string? Second { get; init; }
                int Sum { get; }
            delegate int DocumentationExamples.Told(int x)

            """,
            PublicApi.Of(typeof(DocumentationExamples).GetNestedTypes().OrderBy(t => t.Name, StringComparer.Ordinal))
        );

    [Fact]
    public void Difference_OfTwoTexts_IsTheLinesThatMoved() =>
        Assert.Equal("- b\n+ x\n+ d", Stored.Difference("a\nb\nc\n", "a\nx\nc\nd\n"));
}
