using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Distill.ModelEmulator.Text;

/// <summary>Stable hashes of texts, the same in every process.</summary>
internal static class Hash
{
    /// <summary>128 bits of the SHA-256 of the parts, with their bounds.</summary>
    public static UInt128 Of(params IEnumerable<string> parts)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            sha.AppendData(Encoding.UTF8.GetBytes(part));
            sha.AppendData([0xFF]);
        }

        return BinaryPrimitives.ReadUInt128BigEndian(sha.GetHashAndReset());
    }

    /// <summary>A source of random numbers that depends on the parts only.</summary>
    public static Random Randomness(params IEnumerable<string> parts) => new((int)(uint)(ulong)Of(parts));

    /// <summary>A uniform number in [0, 1) that depends on the seed, the purpose and the index only.</summary>
    public static double Uniform(int seed, int purpose, long index)
    {
        // SplitMix64 (Steele, Lea, Flood 2014): cheap, and good enough for faults and latencies.
        var z = (((ulong)(uint)seed << 32) | (uint)purpose) + ((ulong)(index + 1) * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return (z >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A standard normal number from two uniform ones (Box and Muller 1958).</summary>
    public static double Normal(double first, double second) => Math.Sqrt(-2 * Math.Log(1 - first)) * Math.Cos(2 * Math.PI * second);
}
