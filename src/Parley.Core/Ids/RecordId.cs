namespace Parley.Core;

/// <summary>
/// Names a record of the ledger. Letters A to Z, digits and <c>- . _ /</c>, 1 to 64 of them, no spaces; each part between slashes begins with
/// a letter or digit. Capital and small letters differ. The default value is no id.
/// </summary>
public readonly record struct RecordId : IComparable<RecordId>
{
    private readonly string? id;

    private RecordId(string id) => this.id = id;

    /// <summary>Reads an id exactly as it stands.</summary>
    /// <param name="text">Such as <c>C-2025-GVA/3</c>.</param>
    /// <returns>The id, or the reason why there is none.</returns>
    public static Parsed<RecordId> Parse(string? text)
    {
        var read = IdText.Read(text, "record id", "C-2025-GVA/3");
        return read.TryGet(out var id) ? Parsed<RecordId>.Of(new RecordId(id)) : Parsed<RecordId>.Not(read.Fault!);
    }

    /// <summary>Orders by characters, ordinally.</summary>
    /// <param name="other">The id to compare with.</param>
    /// <returns>Less than 0, 0, or more than 0.</returns>
    public int CompareTo(RecordId other) => string.CompareOrdinal(ToString(), other.ToString());

    /// <summary>The id that <see cref="Parse"/> reads back; empty for the default value.</summary>
    /// <returns>The text, invariant.</returns>
    public override string ToString() => id ?? "";
}
