using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Distill.Core.Dedup.MinHash;

/// <summary>What is kept of a MinHash signature: 16 bits of each function, and a hash of each band. Immutable.</summary>
internal sealed class MinHashSketch
{
    /// <summary>Bytes of <see cref="Signature"/>.</summary>
    public const int SignatureBytes = MinHasher.Functions * sizeof(ushort);

    /// <summary>Bands. With <see cref="Rows"/> functions each, two texts of similarity s share one with probability 1 - (1 - s^5)^25: 0.999 at 0.75.</summary>
    public const int Bands = 25;

    /// <summary>Functions of a band.</summary>
    public const int Rows = 5;

    private readonly ushort[] _signature = new ushort[MinHasher.Functions];
    private readonly uint[] _bands = new uint[Bands];

    /// <summary>The sketch of the lowest values of all functions.</summary>
    public MinHashSketch(ReadOnlySpan<uint> lowest)
    {
        for (var i = 0; i < _signature.Length; i++)
        {
            _signature[i] = (ushort)lowest[i];
        }

        for (var band = 0; band < Bands; band++)
        {
            var hash = (ulong)band;
            foreach (var value in lowest.Slice(band * Rows, Rows))
            {
                hash = (hash ^ value) * 0x9E3779B97F4A7C15;
                hash ^= hash >> 29;
            }

            _bands[band] = (uint)(hash >> 32);
        }
    }

    /// <summary>A sketch that was kept elsewhere.</summary>
    public MinHashSketch(ReadOnlySpan<ushort> signature, ReadOnlySpan<uint> bands)
    {
        signature.CopyTo(_signature);
        bands.CopyTo(_bands);
    }

    /// <summary>The signature.</summary>
    public ReadOnlySpan<byte> Signature => MemoryMarshal.AsBytes(_signature.AsSpan());

    /// <summary>A hash of the functions of each band.</summary>
    public ReadOnlySpan<uint> BandHashes => _bands;

    /// <summary>Functions in which two signatures agree, 0 to <see cref="MinHasher.Functions"/>.</summary>
    public static int Agreement(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        ref var first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<byte, ushort>(left));
        ref var second = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<byte, ushort>(right));
        var agreed = 0;
        for (var at = 0; at < MinHasher.Functions; at += Vector256<ushort>.Count)
        {
            var equal = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)at), Vector256.LoadUnsafe(ref second, (nuint)at));
            agreed += BitOperations.PopCount(equal.ExtractMostSignificantBits());
        }

        return agreed;
    }
}
