namespace Distill.Core.Inference.Journal;

/// <summary>What a journal holds.</summary>
/// <param name="Entries">Entries by key; the first of a key counts.</param>
/// <param name="DamagedLines">Lines that were not whole: what a crash cut off. They were never acknowledged, so nothing that was used is lost.</param>
public sealed record JournalContents(IReadOnlyDictionary<string, JournalEntry> Entries, int DamagedLines)
{
    /// <summary>A journal that does not exist yet.</summary>
    public static JournalContents Empty { get; } = new(new Dictionary<string, JournalEntry>(), 0);
}
