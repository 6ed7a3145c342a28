using System.Buffers.Binary;
using System.Text;
using NodaTime;
using Parley.Core;

namespace Parley.Tariffs.Law;

/// <summary>Reads back what <see cref="LawWriter"/> wrote.</summary>
internal sealed class KeptLaw : ILawSource
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    private readonly byte[] bytes;
    private readonly string[] texts;
    private readonly List<Act> acts = [];
    private readonly List<Country> countries = [];
    private readonly Dictionary<string, Node> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> tables = new(StringComparer.Ordinal);
    private readonly int linesAt;
    private int at;

    public KeptLaw(byte[] bytes, int start)
    {
        this.bytes = bytes;
        at = start;
        texts = new string[Number() + 1];
        for (var i = 1; i < texts.Length; i++)
        {
            var length = Number();
            texts[i] = Encoding.UTF8.GetString(bytes, at, length);
            at += length;
        }

        for (var count = Number(); count > 0; count--)
            acts.Add(new Act(InstrumentId.Parse(Text()).Value, Text()!, Text()!, Text(), Moment.Parse(Text()).Value));
        for (var count = Number(); count > 0; count--)
            countries.Add(new Country(Text()!, Text()!, Text()!, Text()!));
        for (var count = Number(); count > 0; count--)
        {
            var name = Text()!;
            nodes[name] = ReadNode(name);
        }

        for (var count = Number(); count > 0; count--)
        {
            tables[Text()!] = at;
            for (var rows = Number(); rows > 0; rows--)
            {
                Number();
                at += 17;
                Number();
                Number();
            }
        }

        linesAt = at;
    }

    public void Acts(LawReader reader)
    {
        foreach (var act in acts)
            reader.Add(act);
    }

    public IEnumerable<Country> Countries() => countries;

    public Node? Root(string name, bool needed = true) => nodes.GetValueOrDefault(name);

    public IEnumerable<Node> Roots(string folder) =>
        nodes.Where(n => n.Key.StartsWith(folder + "/", StringComparison.Ordinal)).Select(n => n.Value);

    public IReadOnlyList<ListRow>? Rows(string name, string? by, LawReader reader)
    {
        if (!tables.TryGetValue(name, out at))
            return null;
        var rows = new ListRow[Number()];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = new ListRow(
                CodePrefix.Parse(Text()).GetValueOrDefault(),
                (Coverage)bytes[at++],
                Instant(),
                Instant(),
                Set(name, reader),
                Set(name, reader)
            );
        return rows;
    }

    /// <summary>The lines of the schedule; they stand behind the tables.</summary>
    public ScheduleLine[] Lines()
    {
        at = linesAt;
        var lines = new ScheduleLine[Number()];
        for (var i = 0; i < lines.Length; i++)
        {
            var code = LawCache.Code(Word());
            var from = LawCache.Code(Word());
            lines[i] = new ScheduleLine(
                code,
                from,
                Day()!.Value,
                Day(),
                Text()!,
                Text()!,
                Text(),
                Text(),
                (ScheduleBasis)bytes[at++]
            );
        }

        return lines;
    }

    private Node ReadNode(string file)
    {
        var line = Number();
        var kind = Number();
        if (kind == 0)
            return Node.OfValue(file, line, Text()!);
        var items = new Node[Number()];
        var keys = new string[kind == 1 ? items.Length : 0];
        for (var i = 0; i < items.Length; i++)
        {
            if (kind == 1)
                keys[i] = Text()!;
            items[i] = ReadNode(file);
        }

        return kind == 1 ? Node.OfMap(file, line, keys, items) : Node.OfList(file, line, items);
    }

    private Origination? Set(string name, LawReader reader) => Text() is { } by ? reader.Set(by, null, name) : null;

    private Instant? Instant()
    {
        var ticks = (long)Word();
        return ticks == long.MinValue ? null : NodaTime.Instant.FromUnixTimeTicks(ticks);
    }

    private LocalDate? Day()
    {
        var number = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
        at += 4;
        return number == int.MaxValue ? null : Epoch.PlusDays(number);
    }

    private ulong Word()
    {
        var word = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
        at += 8;
        return word;
    }

    private string? Text() => texts[Number()];

    private int Number()
    {
        var number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            number |= (part & 127) << shift;
            if (part < 128)
                return number;
        }
    }
}
