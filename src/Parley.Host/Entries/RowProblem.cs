using System.Text;

namespace Parley.Host.Entries;

/// <summary>What is wrong with a row.</summary>
/// <param name="Row">The row in its batch, from 0.</param>
/// <param name="Column">The column; empty if it is about the row.</param>
/// <param name="Value">The value that cannot be used.</param>
/// <param name="Why">Why.</param>
/// <param name="Do">What to do.</param>
internal readonly record struct RowProblem(int Row, string Column, string Value, string Why, string Do)
{
    private const int Longest = 200;

    /// <summary>A message of two parts or more: what is wrong, then what to do.</summary>
    public static RowProblem Of(int row, string column, string value, string message)
    {
        var end = SentenceEnd(message);
        return new RowProblem(
            row,
            column,
            value.Length > Longest ? value[..Longest] + "…" : value,
            message[..end],
            message[end..].Trim()
        );
    }

    private static int SentenceEnd(string message)
    {
        for (var i = 0; i < message.Length - 2; i++)
        {
            if (message[i] is '.' or '?' && message[i + 1] == ' ' && char.IsUpper(message[i + 2]))
                return i + 1;
        }

        return message.Length;
    }

    public void WriteTo(Utf8Buffer output, long row)
    {
        output.Add(row.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var cell in new[] { Column, Value, Why, Do })
        {
            output.Add((byte)',');
            output.AddCell(cell, (byte)',');
        }

        output.Add((byte)'\n');
    }
}
