namespace Parley.Host.Tables;

/// <summary>The SQL that joins entries to the factored panel: in the words of DuckDB, plain enough for other engines.</summary>
internal static class PanelSql
{
    /// <summary>The statements.</summary>
    /// <param name="programmes">The columns of programmes.</param>
    /// <param name="file">The file of a table, by its name.</param>
    public static string Of(IEnumerable<string> programmes, Func<string, string> file)
    {
        var names = programmes.ToList();
        var shown = string.Join(",\n    ", names.Select(n => $"i.{n}"));
        var amounts = string.Join("\n", names.Select(n => $"            + round(e.amount * i.{n} * 0.01, 2)"));
        return $"""
            -- The duty on entries by the factored panel of Parley (docs/panel.md).
            -- Wanted: a table entries(entry_id, code VARCHAR, origin VARCHAR, entry_date DATE, value DECIMAL(18,2),
            --   quantity DECIMAL(18,4), unit VARCHAR): ten digits, ISO alpha-2, the day of entry, US dollars; the quantity
            --   in the unit of the schedule's rate (kg, no, L …), or nothing.
            -- A duty is NULL where a missing fact decides (needs), where a rate is no number, or a quantity is missing.
            -- 0.01 and not / 100: decimals stay exact, and each layer is rounded to the cent, half up, as customs does.
            CREATE OR REPLACE VIEW panel_lines AS SELECT * FROM '{file("lines")}';
            CREATE OR REPLACE VIEW panel_origins AS SELECT * FROM '{file("origins")}';
            CREATE OR REPLACE VIEW panel_stacks AS SELECT * FROM '{file("stacks")}';
            CREATE OR REPLACE VIEW panel_intervals AS SELECT * FROM '{file("intervals")}';

            CREATE OR REPLACE VIEW assessed_entries AS
            WITH found AS (
                SELECT
                    e.*,
                    -- More than 18 digits, so that DuckDB multiplies in 128 bits.
                    CAST(e.value AS DECIMAL(19, 2)) AS amount,
                    CAST(e.quantity AS DECIMAL(19, 4)) AS units,
                    o.group_id,
                    l.class_id,
                    CASE WHEN o.column2 THEN l.column2_percent ELSE l.general_percent END AS ordinary_percent,
                    CASE WHEN o.column2 THEN l.column2_usd_per_unit ELSE l.general_usd_per_unit END AS ordinary_per_unit,
                    CASE WHEN o.column2 THEN l.column2_unit ELSE l.general_unit END AS ordinary_unit
                FROM entries e
                JOIN panel_origins o ON o.alpha2 = e.origin
                JOIN panel_lines l
                  ON l.code = e.code AND l.valid_from <= e.entry_date AND e.entry_date < l.valid_until
            )
            SELECT
                e.*,
                {shown},
                CASE WHEN i.replaces_ordinary THEN 0 ELSE e.ordinary_percent END + i.total_additional_min AS total_min,
                CASE WHEN i.replaces_ordinary THEN 0 ELSE e.ordinary_percent END + i.total_additional_max AS total_max,
                i.needs,
                i.additional_per_unit,
                i.measures,
                CASE
                    WHEN i.needs <> '' OR i.additional_per_unit <> '' THEN NULL
                    WHEN NOT i.replaces_ordinary AND e.ordinary_unit <> '' AND (e.unit IS NULL OR e.unit <> e.ordinary_unit) THEN NULL
                    ELSE CASE WHEN i.replaces_ordinary THEN 0 ELSE round(
                            e.amount * e.ordinary_percent * 0.01
                            + CASE WHEN e.ordinary_unit = '' THEN 0 ELSE e.units * e.ordinary_per_unit END, 2) END
            {amounts}
                END AS duty
            FROM found e
            JOIN panel_stacks s ON s.group_id = e.group_id AND s.class_id = e.class_id
            JOIN panel_intervals i
              ON i.stack_id = s.stack_id AND i.valid_from <= e.entry_date AND e.entry_date < i.valid_until;

            """.ReplaceLineEndings("\n");
    }
}
