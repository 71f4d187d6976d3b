using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Distill.Core.Inference.Pacing;
using Distill.Core.Samples;

namespace Distill.Cli.Planning;

/// <summary>Counts prompts, each text once: exact duplicates are asked once.</summary>
/// <param name="label">Name of the label that holds the class, or null.</param>
internal sealed class PromptTally(string? label)
{
    private readonly SortedDictionary<string, long> _classes = new(StringComparer.Ordinal);
    private readonly HashSet<UInt128> _seen = [];
    private long _tokens;

    /// <summary>Samples.</summary>
    public long Records { get; private set; }

    /// <summary>Prompts that differ.</summary>
    public int Distinct => _seen.Count;

    /// <summary>Mean tokens of those.</summary>
    public double TokensPerPrompt => (double)_tokens / _seen.Count;

    /// <summary>Prompts that differ, by class.</summary>
    public IReadOnlyDictionary<string, long> Classes => _classes;

    /// <summary>Adds a sample.</summary>
    public void Add(Sample sample)
    {
        Records++;
        if (!_seen.Add(Identity(sample)))
        {
            return;
        }

        _tokens += TokenEstimate.OfInput(sample.Prompt);
        if (label is not null && sample.Labels.TryGetValue(label, out var name))
        {
            _classes[name] = _classes.GetValueOrDefault(name) + 1;
        }
    }

    private static UInt128 Identity(Sample sample)
    {
        var hash = new XxHash128();
        foreach (var message in sample.Prompt)
        {
            hash.Append(Encoding.UTF8.GetBytes(message.Role));
            hash.Append(BitConverter.GetBytes(message.Content.Length));
            hash.Append(MemoryMarshal.AsBytes(message.Content.AsSpan()));
        }

        return hash.GetCurrentHashAsUInt128();
    }
}
