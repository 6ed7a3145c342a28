using System.Runtime.InteropServices;
using System.Text;

namespace Parley.Host.Entries;

/// <summary>What the texts of cells mean, each worked out once. Bounded: a file of ever new texts cannot fill the memory.</summary>
internal sealed class CellCache<T>(Func<string, T> make)
{
    private const int Slots = 1 << 15;
    private const int Longest = 512;

    private readonly (byte[]? Key, ulong Hash, T Value)[] slots = new (byte[]?, ulong, T)[Slots];
    private int count;

    public T this[ReadOnlySpan<byte> cell]
    {
        get
        {
            if (cell.Length > Longest)
                return make(Encoding.UTF8.GetString(cell));
            var hash = Hash(cell);
            var slot = (int)(hash >> 40) & (Slots - 1);
            while (slots[slot].Key is { } key)
            {
                if (slots[slot].Hash == hash && cell.SequenceEqual(key))
                    return slots[slot].Value;
                slot = (slot + 1) & (Slots - 1);
            }

            var value = make(Encoding.UTF8.GetString(cell));
            if (++count > Slots / 2)
            {
                Array.Clear(slots);
                count = 1;
                slot = (int)(hash >> 40) & (Slots - 1);
            }

            slots[slot] = (cell.ToArray(), hash, value);
            return value;
        }
    }

    private static ulong Hash(ReadOnlySpan<byte> cell)
    {
        var hash = (ulong)cell.Length * 0x9E3779B97F4A7C15;
        while (cell.Length >= 8)
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(cell)) * 0xD6E8FEB86659FD93;
            hash ^= hash >> 32;
            cell = cell[8..];
        }

        var rest = 0UL;
        foreach (var b in cell)
            rest = (rest << 8) | b;
        hash = (hash ^ rest) * 0xD6E8FEB86659FD93;
        return hash ^ (hash >> 29);
    }
}
