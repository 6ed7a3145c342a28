using Parley.Tariffs;

namespace Parley.Tests.Tariffs;

/// <summary>A data folder with a small law of its own, to try rule files on.</summary>
internal sealed class SmallLaw : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parley-law-").FullName;

    public SmallLaw()
    {
        With(
            "instruments/acts.jsonl",
            """
            {"type":"instrument","id":"EO-1","known_from":"2025-02-01","issuer":"President","party":"US","title":"First"}
            {"type":"instrument","id":"EO-2","known_from":"2025-03-01","issuer":"President","party":"US","title":"Second","citation":"90 FR 2"}
            """
        );
        With(
            "tariff/countries.csv",
            "census,alpha2,alpha3,name\n5700,CN,CHN,China\n5820,HK,HKG,Hong Kong\n4280,DE,DEU,Germany\n"
        );
        With(
            "tariff/us/programmes.yaml",
            """
            programmes:
              - { id: us-mfn, title: Column 1 general, kind: base }
              - { id: us-column2, title: Column 2, kind: base }
              - { id: us-a, title: A, exclusive: true }
              - { id: us-b, title: B }
            """
        );
        With("tariff/us/origins.yaml", "groups:\n  pair: [CN, HK]\n");
        With(
            "tariff/us/schedule/lines.csv",
            "code,units,general,special,column2,from,until\n95030000,,Free,,70%,2025-01-01,\n9503000073,No.,,,,2025-01-01,\n73269086,,2.9%,,45%,2025-01-01,\n7326908688,kg,,,,2025-01-01,\n"
        );
        With(
            "tariff/us/schedule/base-2017.csv",
            "code,general,column2,from,until\n95030000,Free,70%,2007-01-01,2051-01-01\n"
        );
    }

    public string Folder => folder;

    public SmallLaw With(string path, string text)
    {
        var target = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, text);
        return this;
    }

    public SmallLaw Measure(string id, string body) =>
        With($"tariff/us/measures/{id}.yaml", $"id: {id}\nprogramme: us-a\ntitle: {id}\nkind: duty\n{body}\n");

    public SmallLaw List(string id, string rows) =>
        With($"tariff/us/lists/{id}.csv", "code,coverage,from,until,by,ended_by\n" + rows)
            .With($"tariff/us/lists/{id}.yaml", $"lists:\n  - {{ id: {id}, title: {id} }}\n");

    public SmallLaw Relation(string text) => With("tariff/us/relations/10.yaml", "relations:\n" + text);

    public TariffBook Book() => TariffBook.Load(folder);

    public IReadOnlyList<string> Faults()
    {
        try
        {
            _ = Book();
            return [];
        }
        catch (TariffLawException e)
        {
            return e.Faults;
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
