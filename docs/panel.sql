-- The duty on entries by the factored panel of Parley (docs/panel.md).
-- Wanted: a table entries(entry_id, code VARCHAR, origin VARCHAR, entry_date DATE, value DECIMAL(18,2),
--   quantity DECIMAL(18,4), unit VARCHAR): ten digits, ISO alpha-2, the day of entry, US dollars; the quantity
--   in the unit of the schedule's rate (kg, no, L …), or nothing.
-- A duty is NULL where a missing fact decides (needs), where a rate is no number, or a quantity is missing.
-- 0.01 and not / 100: decimals stay exact, and each layer is rounded to the cent, half up, as customs does.
CREATE OR REPLACE VIEW panel_lines AS SELECT * FROM 'lines.parquet';
CREATE OR REPLACE VIEW panel_origins AS SELECT * FROM 'origins.parquet';
CREATE OR REPLACE VIEW panel_stacks AS SELECT * FROM 'stacks.parquet';
CREATE OR REPLACE VIEW panel_intervals AS SELECT * FROM 'intervals.parquet';

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
    i.us_column2_russia,
    i.us_301_tech,
    i.us_301_ships,
    i.us_301_brazil,
    i.us_301_forced_labour,
    i.us_ieepa_fentanyl,
    i.us_ieepa_other,
    i.us_ieepa_reciprocal,
    i.us_122,
    i.us_338,
    i.us_232_autos,
    i.us_232_trucks,
    i.us_232_wood,
    i.us_232_semiconductors,
    i.us_232_pharma,
    i.us_232_drones,
    i.us_232_polysilicon,
    i.us_232_metals,
    i.us_201,
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
            + round(e.amount * i.us_column2_russia * 0.01, 2)
            + round(e.amount * i.us_301_tech * 0.01, 2)
            + round(e.amount * i.us_301_ships * 0.01, 2)
            + round(e.amount * i.us_301_brazil * 0.01, 2)
            + round(e.amount * i.us_301_forced_labour * 0.01, 2)
            + round(e.amount * i.us_ieepa_fentanyl * 0.01, 2)
            + round(e.amount * i.us_ieepa_other * 0.01, 2)
            + round(e.amount * i.us_ieepa_reciprocal * 0.01, 2)
            + round(e.amount * i.us_122 * 0.01, 2)
            + round(e.amount * i.us_338 * 0.01, 2)
            + round(e.amount * i.us_232_autos * 0.01, 2)
            + round(e.amount * i.us_232_trucks * 0.01, 2)
            + round(e.amount * i.us_232_wood * 0.01, 2)
            + round(e.amount * i.us_232_semiconductors * 0.01, 2)
            + round(e.amount * i.us_232_pharma * 0.01, 2)
            + round(e.amount * i.us_232_drones * 0.01, 2)
            + round(e.amount * i.us_232_polysilicon * 0.01, 2)
            + round(e.amount * i.us_232_metals * 0.01, 2)
            + round(e.amount * i.us_201 * 0.01, 2)
    END AS duty
FROM found e
JOIN panel_stacks s ON s.group_id = e.group_id AND s.class_id = e.class_id
JOIN panel_intervals i
  ON i.stack_id = s.stack_id AND i.valid_from <= e.entry_date AND e.entry_date < i.valid_until;
