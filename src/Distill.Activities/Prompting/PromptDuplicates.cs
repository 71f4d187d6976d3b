using System.IO.Hashing;
using System.Runtime.InteropServices;
using Distill.Core.Samples;

namespace Distill.Activities.Prompting;

/// <summary>Finds prompts that were seen before, word for word: shards are asked at the same time, so only here can a duplicate be kept from being paid.</summary>
/// <remarks>Memory: 16 bytes and an id a distinct prompt. Not thread-safe.</remarks>
internal sealed class PromptDuplicates
{
    private readonly Dictionary<UInt128, string> _first = [];

    /// <summary>The id of the first sample with this prompt, or null when this is the first.</summary>
    public string? FindFirst(Sample sample)
    {
        var hash = new XxHash128();
        foreach (var message in sample.Prompt)
        {
            Append(hash, message.Role);
            Append(hash, message.Content);
        }

        var key = hash.GetCurrentHashAsUInt128();
        return _first.TryAdd(key, sample.Id) ? null : _first[key];
    }

    // The length first, so that no two lists of texts make the same bytes.
    private static void Append(XxHash128 hash, string text)
    {
        hash.Append(BitConverter.GetBytes(text.Length));
        hash.Append(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
