using System.Globalization;
using CsvHelper;
using Parley.Core;

namespace Parley.Tariffs.Bulk;

/// <summary>What averages need besides the law: imports of 2024 by line and origin, and statistical shares of metal.</summary>
public sealed class TradeWeights
{
    /// <summary>The file of imports, relative to the data folder.</summary>
    public const string ImportsFile = "tariff/us/weights/imports-2024.csv";

    /// <summary>The file of metal shares, relative to the data folder.</summary>
    public const string SharesFile = "tariff/us/weights/metal-shares.csv";

    /// <summary>The file of sectors, relative to the data folder.</summary>
    public const string SectorsFile = "tariff/us/weights/sectors.csv";

    /// <summary>The sector of codes that stand in no sector, chapters 98 and 99 of the statistics above all.</summary>
    public const string NoSector = "none";

    /// <summary>The code of the European Union as one partner.</summary>
    public const string Union = "0003";

    private const int LeastPrefix = 2;

    private readonly Dictionary<string, MetalShares> shares;
    private readonly Dictionary<string, string> sectors;

    private TradeWeights(
        IReadOnlyList<(HtsCode Code, decimal Value)> imports,
        Dictionary<string, MetalShares> shares,
        Dictionary<string, string> sectors
    )
    {
        Imports = imports;
        this.sectors = sectors;
        this.shares = shares;
        Total = imports.Sum(i => i.Value);
    }

    /// <summary>Imports for consumption in 2024, US dollars, by ten digits.</summary>
    public IReadOnlyList<(HtsCode Code, decimal Value)> Imports { get; }

    /// <summary>Their sum.</summary>
    public decimal Total { get; }

    /// <summary>Reads the weights of one origin.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="census">The code of the partner: that of the country, or <see cref="Union"/>.</param>
    /// <returns>The weights; no imports where none are on file for the origin.</returns>
    public static TradeWeights Load(string data, string census)
    {
        var imports = new List<(HtsCode, decimal)>();
        Read(
            Path.Combine(data, ImportsFile),
            row =>
            {
                if (row.GetString(1) == census)
                    imports.Add(
                        (
                            HtsCode.Parse(row.GetString(0)).Value,
                            decimal.Parse(row.GetString(2), CultureInfo.InvariantCulture)
                        )
                    );
            }
        );
        var metals = new Dictionary<string, MetalShares>(StringComparer.Ordinal);
        Read(
            Path.Combine(data, SharesFile),
            row => metals[row.GetString(0)] = new MetalShares(Share(row, 1), Share(row, 2), Share(row, 3))
        );
        var bySix = new Dictionary<string, string>(StringComparer.Ordinal);
        Read(Path.Combine(data, SectorsFile), row => bySix[row.GetString(0)] = row.GetString(1));
        return new TradeWeights(imports, metals, bySix);

        static decimal Share(CsvReader row, int column) =>
            decimal.Parse(row.GetString(column), CultureInfo.InvariantCulture);
    }

    /// <summary>The sector of a line by its first six digits.</summary>
    /// <param name="code">The line.</param>
    /// <returns>The code of the GTAP sector, in small letters; <see cref="NoSector"/> if none is on file.</returns>
    public string SectorOf(HtsCode code) => sectors.GetValueOrDefault(code.Hs6.Digits, NoSector);

    /// <summary>The statistical shares of metal of a line: those of the longest code on file that it begins with.</summary>
    /// <param name="code">The line.</param>
    /// <returns>The shares; all zero where none are on file.</returns>
    public MetalShares SharesOf(HtsCode code)
    {
        for (var length = code.Digits.Length; length >= LeastPrefix; length--)
        {
            if (shares.TryGetValue(code.Digits[..length], out var found))
                return found;
        }

        return default;
    }

    private static void Read(string path, Action<CsvReader> row)
    {
        using var reader = CsvReader.FromFile(path, new CsvReaderOptions { Separator = ',', TrackLineNumbers = true });
        while (reader.Read())
            row(reader);
    }
}
