using System.Text;
using NodaTime;
using Parley.Tariffs.Bulk;

namespace Parley.Tariffs.Law;

/// <summary>Writes what was read of the law: every text once, then acts, countries, rule files, lists, lines.</summary>
internal sealed class LawWriter : IDisposable
{
    private readonly MemoryStream stream = new();
    private readonly BinaryWriter writer;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> texts = [];

    private LawWriter() => writer = new BinaryWriter(stream, Encoding.UTF8);

    public static byte[] Write(LawFiles files, TariffLaw law, UsSchedule schedule)
    {
        using var body = new LawWriter();
        body.Acts(law);
        body.Nodes(files);
        body.Tables(files);
        body.Lines(schedule);
        using var whole = new LawWriter();
        whole.writer.Write7BitEncodedInt(body.texts.Count);
        foreach (var text in body.texts)
            whole.writer.Write(text);
        whole.writer.Write(body.stream.ToArray());
        whole.writer.Flush();
        return whole.stream.ToArray();
    }

    public void Dispose() => writer.Dispose();

    private void Acts(TariffLaw law)
    {
        Number(law.Acts.Count);
        foreach (var act in law.Acts.Values)
        {
            Text(act.Id.ToString());
            Text(act.Title);
            Text(act.Issuer);
            Text(act.Citation);
            Text(act.KnownFrom.ToString());
        }

        Number(law.Countries.Count);
        foreach (var country in law.Countries.Values)
        {
            Text(country.Alpha2);
            Text(country.Alpha3);
            Text(country.Census);
            Text(country.Name);
        }
    }

    private void Nodes(LawFiles files)
    {
        Number(files.Nodes.Count);
        foreach (var (name, node) in files.Nodes.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            Text(name);
            Node(node);
        }
    }

    private void Node(Node node)
    {
        Number(node.Line);
        if (node.Value is { } value)
        {
            Number(0);
            Text(value);
            return;
        }

        Number(node.IsMap ? 1 : 2);
        Number(node.Items.Count);
        for (var i = 0; i < node.Items.Count; i++)
        {
            if (node.IsMap)
                Text(node.Keys[i]);
            Node(node.Items[i]);
        }
    }

    private void Tables(LawFiles files)
    {
        Number(files.Tables.Count);
        foreach (var (name, rows) in files.Tables)
        {
            Text(name);
            Number(rows.Count);
            foreach (var row in rows)
            {
                Text(row.Code.ToString());
                writer.Write((byte)row.Coverage);
                At(row.From);
                At(row.Until);
                Text(row.Set?.By.Id.ToString());
                Text(row.Ended?.By.Id.ToString());
            }
        }
    }

    private void Lines(UsSchedule schedule)
    {
        Number(schedule.Lines.Count);
        foreach (var line in schedule.Lines)
        {
            writer.Write(LawCache.Key(line.Code));
            writer.Write(LawCache.Key(line.DutyFrom));
            writer.Write(EntryDay.NumberOf(line.From));
            writer.Write(line.Until is { } until ? EntryDay.NumberOf(until) : int.MaxValue);
            Text(line.Units);
            Text(line.General);
            Text(line.Special);
            Text(line.Column2);
            writer.Write((byte)line.Basis);
        }
    }

    private void At(Instant? at) => writer.Write(at is { } instant ? instant.ToUnixTimeTicks() : long.MinValue);

    private void Number(int number) => writer.Write7BitEncodedInt(number);

    /// <summary>A text by its number; 0 for none.</summary>
    private void Text(string? text)
    {
        if (text is null)
        {
            Number(0);
            return;
        }

        if (!numbers.TryGetValue(text, out var number))
        {
            texts.Add(text);
            numbers[text] = number = texts.Count;
        }

        Number(number);
    }
}
