using System.Runtime.InteropServices;
using System.Text;

namespace Parley.Host.Entries;

/// <summary>What the texts of cells mean, each worked out once. Bounded: a file of ever new texts cannot fill the memory.</summary>
internal sealed class CellCache<T>(Func<string, T> make)
{
    private const int FewestSlots = 1 << 8;
    private const int MostSlots = 1 << 17;
    private const int Longest = 512;

    private (byte[]? Key, ulong Hash, T Value)[] slots = new (byte[]?, ulong, T)[FewestSlots];
    private int count;

    public T this[ReadOnlySpan<byte> cell]
    {
        get
        {
            if (cell.Length > Longest)
                return make(Encoding.UTF8.GetString(cell));
            var hash = Hash(cell);
            var slot = (int)(hash >> 40) & (slots.Length - 1);
            while (slots[slot].Key is { } key)
            {
                if (slots[slot].Hash == hash && cell.SequenceEqual(key))
                    return slots[slot].Value;
                slot = (slot + 1) & (slots.Length - 1);
            }

            var value = make(Encoding.UTF8.GetString(cell));
            if (++count > slots.Length / 2)
                MakeRoom();
            Put((cell.ToArray(), hash, value));
            return value;
        }
    }

    /// <summary>Twice the room; or, when that is the most, the same room emptied.</summary>
    private void MakeRoom()
    {
        var before = slots;
        if (before.Length == MostSlots)
        {
            Array.Clear(slots);
            count = 1;
            return;
        }

        slots = new (byte[]?, ulong, T)[before.Length * 2];
        foreach (var one in before)
        {
            if (one.Key is not null)
                Put(one);
        }
    }

    private void Put((byte[]? Key, ulong Hash, T Value) one)
    {
        var slot = (int)(one.Hash >> 40) & (slots.Length - 1);
        while (slots[slot].Key is not null)
            slot = (slot + 1) & (slots.Length - 1);
        slots[slot] = one;
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
