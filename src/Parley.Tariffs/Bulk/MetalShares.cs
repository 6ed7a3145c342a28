using System.Runtime.InteropServices;
using Parley.Tariffs.Facts;

namespace Parley.Tariffs.Bulk;

/// <summary>Shares of the customs value that are steel, aluminium and copper: facts of a shipment, or statistics.</summary>
/// <param name="Steel">The share that is steel, 0 to 1.</param>
/// <param name="Aluminum">The share that is aluminium, 0 to 1.</param>
/// <param name="Copper">The share that is copper, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MetalShares(decimal Steel, decimal Aluminum, decimal Copper)
{
    internal ShipmentFacts Facts =>
        ShipmentFacts
            .None.With(Fact.SteelShare, FactValue.OfShare(Steel))
            .With(Fact.AluminumShare, FactValue.OfShare(Aluminum))
            .With(Fact.CopperShare, FactValue.OfShare(Copper));
}
