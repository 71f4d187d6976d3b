using System.Text.Json.Nodes;
using Distill.Core.Annotation;
using Distill.Core.Feedback;
using Distill.Core.Gateway;
using Distill.Core.Samples;

namespace Distill.Core.Privacy;

/// <summary>Whose rows are to be forgotten: a user by the hash of the key, or one exchange; grows by the exchanges that are found. Not thread-safe.</summary>
/// <param name="userHash">The user's hash as logs have it; null for one exchange.</param>
/// <param name="asids">Ids of answers that are known already.</param>
public sealed class Person(string? userHash, IEnumerable<string> asids)
{
    private readonly HashSet<string> _asids = new(asids, StringComparer.Ordinal);

    /// <summary>Ids of answers, and of rows made of them.</summary>
    public IReadOnlyCollection<string> Asids => _asids;

    /// <summary>True for a call of the person, or a copy of one; its id is taken up.</summary>
    internal bool Owns(LoggedCall call) =>
        Take((userHash is not null && call.User == userHash) || IsKnown(call.Asid) || IsKnown(call.ShadowOf), call.Asid);

    /// <summary>True for an event that the person sent, or that is about one of the answers.</summary>
    internal bool Owns(FeedbackEvent item) => (userHash is not null && item.User == userHash) || IsKnown(item.Asid);

    /// <summary>True for a row of the person's, and for one that an augmentation made of such a row; its id is taken up.</summary>
    internal bool Owns(Sample sample)
    {
        var asid = sample.MetaText("asid");
        var isOwn =
            IsKnown(sample.Id) || IsKnown(asid) || (userHash is not null && sample.MetaText("user") == userHash) || IsMadeOf(sample);
        return Take(Take(isOwn, asid), sample.Id);
    }

    /// <summary>True for a task about one of the rows.</summary>
    internal bool Owns(AnnotationTask task) =>
        IsKnown(task.SampleId)
        || IsKnown(task.Asid)
        || (userHash is not null && (task.Content.Meta?["user"] as JsonValue)?.ToString() == userHash);

    private bool IsMadeOf(Sample sample) =>
        _asids.Count > 0
        && sample.Meta?["augmentation"] is JsonObject { } made
        && made["seeds"] is JsonArray seeds
        && seeds.Any(seed => IsKnown(seed?.ToString()));

    private bool IsKnown(string? id) => id is not null && _asids.Contains(id);

    private bool Take(bool isOwn, string? id)
    {
        if (isOwn && id is not null)
        {
            _asids.Add(id);
        }

        return isOwn;
    }
}
