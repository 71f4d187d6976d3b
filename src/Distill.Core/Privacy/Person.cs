using System.Text.Json.Nodes;
using Distill.Core.Annotation;
using Distill.Core.Feedback;
using Distill.Core.Gateway;
using Distill.Core.Judging.Asking;
using Distill.Core.Samples;

namespace Distill.Core.Privacy;

/// <summary>Whose rows are to be forgotten: a user by the hash of the key, or one exchange; grows by the exchanges that are found. Not thread-safe.</summary>
/// <remarks>
/// Memory: some 150 bytes a row of the person. Ids that files bring are unique only in their file (<c>1</c>, <c>2</c> …), so a short one that is no answer's id speaks of the person only within
/// its dataset and its run.
/// </remarks>
/// <param name="userHash">The user's hash as logs have it; null for one exchange.</param>
/// <param name="asids">Ids of answers that are known already.</param>
/// <param name="userKey">The user's key itself, which files of others may name; null when it is not known.</param>
public sealed class Person(string? userHash, IEnumerable<string> asids, string? userKey = null)
{
    /// <summary>From this length on an id is one of its own everywhere.</summary>
    internal const int Distinctive = 16;

    private readonly HashSet<string> _asids = new(asids, StringComparer.Ordinal);
    private readonly HashSet<ConversationHash> _conversations = [];
    private readonly Dictionary<string, HashSet<string>> _rows = new(StringComparer.Ordinal);

    /// <summary>Ids of answers, and of rows made of them.</summary>
    public IReadOnlyCollection<string> Asids => _asids;

    /// <summary>True for the id of an answer of the person's, or of a row made of one.</summary>
    internal bool IsKnown(string? id) => id is not null && _asids.Contains(id);

    /// <summary>True for the person's key or its hash.</summary>
    internal bool IsUser(string? user) => user is not null && (user == userHash || user == userKey);

    /// <summary>True for a dataset that held rows of the person.</summary>
    internal bool HasRowsIn(string dataset) => _rows.ContainsKey(dataset);

    /// <summary>True for the id of a row of the person in a dataset of a run.</summary>
    internal bool IsRowOf(string run, string? id) =>
        id is not null && _rows.Any(rows => rows.Value.Contains(id) && rows.Key.StartsWith($"{run}-", StringComparison.Ordinal));

    /// <summary>True for a record that a run has asked a model about.</summary>
    internal bool HasAsked(string run, string record) =>
        IsKnown(record) || IsRowOf(run, record) || (JudgeInstruction.ItemOf(record) is var item && (IsKnown(item) || IsRowOf(run, item)));

    /// <summary>True for a sample that says, word for word, what a row of the person says, and that names no answer it came from.</summary>
    internal bool HasSaid(Sample sample) => sample.MetaText("asid") is null && _conversations.Contains(ConversationHash.Of(sample));

    /// <summary>True for a call of the person, or a copy of one; its id is taken up.</summary>
    internal bool Owns(LoggedCall call) =>
        Take((userHash is not null && call.User == userHash) || IsKnown(call.Asid) || IsKnown(call.ShadowOf), call.Asid);

    /// <summary>True for an event that the person sent, or that is about one of the answers.</summary>
    internal bool Owns(FeedbackEvent item) => (userHash is not null && item.User == userHash) || IsKnown(item.Asid);

    /// <summary>True for a row of the person's, and for one that an augmentation made of such a row; its id is taken up.</summary>
    internal bool Owns(Sample sample)
    {
        var asid = sample.MetaText("asid");
        var isOwn = IsKnown(sample.Id) || IsKnown(asid) || IsUser(sample.MetaText("user")) || IsMadeOf(sample);
        return Take(Take(isOwn, asid), sample.Id.Length >= Distinctive ? sample.Id : null);
    }

    /// <summary>As <see cref="Owns(Sample)"/>; what the row says and its id are taken up too.</summary>
    internal bool Owns(string dataset, Sample sample)
    {
        if (!Owns(sample))
        {
            return false;
        }

        if (!_rows.TryGetValue(dataset, out var rows))
        {
            _rows[dataset] = rows = new HashSet<string>(StringComparer.Ordinal);
        }

        if (!IsKnown(sample.Id))
        {
            rows.Add(sample.Id);
        }

        _conversations.Add(ConversationHash.Of(sample));
        return true;
    }

    /// <summary>True for a reject of a dataset that is about a row of the person.</summary>
    internal bool OwnsReject(string dataset, string? id) =>
        id is not null && (IsKnown(id) || (_rows.TryGetValue(dataset, out var rows) && rows.Contains(id)));

    /// <summary>True for a task about one of the rows.</summary>
    internal bool Owns(AnnotationTask task) =>
        IsKnown(task.SampleId) || IsKnown(task.Asid) || IsUser((task.Content.Meta?["user"] as JsonValue)?.ToString());

    /// <summary>Takes up the id of a record that was found to be the person's.</summary>
    internal void Take(string id) => _asids.Add(id);

    private bool IsMadeOf(Sample sample) =>
        _asids.Count > 0
        && sample.Meta?["augmentation"] is JsonObject { } made
        && made["seeds"] is JsonArray seeds
        && seeds.Any(seed => IsKnown(seed?.ToString()));

    private bool Take(bool isOwn, string? id)
    {
        if (isOwn && id is not null)
        {
            _asids.Add(id);
        }

        return isOwn;
    }
}
