using Distill.Core.Inference.Journal;
using Distill.Core.Runs;

namespace Distill.Core.Privacy;

/// <summary>An inference journal and what its place says of it.</summary>
/// <param name="Path">Its blob.</param>
/// <param name="Run">The run.</param>
/// <param name="Dataset">The dataset that the answers made; null when the place does not tell.</param>
internal sealed record JournalPlace(string Path, string Run, string? Dataset)
{
    private const string Folder = "journal";

    // The journal of the CLI's commands.
    private const string CommandRun = "command";

    /// <summary>The journal that a blob under <c>runs</c> is, or is the kept part of; null when it is none.</summary>
    public static JournalPlace? Of(string path)
    {
        var parts = path.Split('/');
        var isJournal =
            parts.Length >= 3
            && parts[0] == RunPaths.Container
            && path.EndsWith(".jsonl", StringComparison.Ordinal)
            && (parts[1] == CommandRun || (parts.Length >= 4 && parts[2] == Folder));
        return isJournal ? new JournalPlace(InferenceJournal.OriginalPath(path), parts[1], parts.Length == 5 ? parts[3] : null) : null;
    }
}
