namespace Parley.Tariffs;

/// <summary>Where a table of the schedule has what, by its headings; -1 where it has it not.</summary>
internal sealed record HtsColumns(
    HtsLayout Layout,
    int Count,
    int Code,
    int Indent,
    int Description,
    int Units,
    int Units2,
    int General,
    int Special,
    int Column2,
    int From,
    int Until
)
{
    /// <summary>Tells the layout by the headings.</summary>
    /// <exception cref="FormatException">No layout that is known has these headings.</exception>
    public static HtsColumns Of(IReadOnlyList<string> headings)
    {
        int At(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                for (var i = 0; i < headings.Count; i++)
                {
                    if (string.Equals(headings[i].Trim(), name, StringComparison.OrdinalIgnoreCase))
                        return i;
                }
            }

            return -1;
        }

        var (official, combined, annual) = (At("HTS Number"), At("htsno"), At("hts8"));
        if (official >= 0 && At("General Rate of Duty") >= 0 && At("Indent") >= 0)
            return new HtsColumns(
                HtsLayout.Edition,
                headings.Count,
                official,
                At("Indent"),
                At("Description"),
                At("Unit of Quantity"),
                -1,
                At("General Rate of Duty"),
                At("Special Rate of Duty"),
                At("Column 2 Rate of Duty"),
                -1,
                -1
            );
        if (combined >= 0 && At("general") >= 0 && At("indent") >= 0)
            return new HtsColumns(
                At("first_revision") >= 0 && At("last_revision") >= 0 ? HtsLayout.Combined : HtsLayout.Edition,
                headings.Count,
                combined,
                At("indent"),
                At("description"),
                At("units"),
                -1,
                At("general"),
                At("special"),
                At("other"),
                At("first_revision"),
                At("last_revision")
            );
        if (annual >= 0 && At("mfn_text_rate") >= 0 && At("begin_effect_date") >= 0)
            return new HtsColumns(
                HtsLayout.Annual,
                headings.Count,
                annual,
                -1,
                At("brief_description"),
                At("quantity_1_code", "quantity1_code"),
                At("quantity_2_code", "quantity2_code"),
                At("mfn_text_rate"),
                -1,
                At("col2_text_rate"),
                At("begin_effect_date"),
                At("end_effective_date")
            );
        var separator =
            headings.Count == 1 && headings[0].AsSpan().IndexOfAny(";\t|") >= 0
                ? " Its cells seem to be parted by something else than commas; save it with commas."
                : "";
        throw new FormatException(
            $"its headings are those of no layout that is known: {string.Join(", ", headings.Take(12))}.{separator} Known are the export of an edition (HTS Number, Indent, Description, …; or JSON), the combined table (htsno, digits, indent, …, first_revision, last_revision) and the annual database (hts8, …, mfn_text_rate, …, begin_effect_date, end_effective_date)."
        );
    }
}
