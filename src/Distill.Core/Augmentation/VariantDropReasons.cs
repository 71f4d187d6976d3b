namespace Distill.Core.Augmentation;

/// <summary>The stable short reasons for which a new text is dropped.</summary>
public static class VariantDropReasons
{
    /// <summary>Operator name of these rejects.</summary>
    public const string Operator = "augment";

    /// <summary>Too much like a seed.</summary>
    public const string Copy = "copy_of_seed";

    /// <summary>Too far from every seed.</summary>
    public const string OffTopic = "off_topic";

    /// <summary>Too much like another new text of its class.</summary>
    public const string TooAlike = "too_alike";

    /// <summary>A training row has this prompt, or nearly.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>A validation or test row has this prompt, or nearly.</summary>
    public const string Leak = "leak";

    /// <summary>Its class had enough already.</summary>
    public const string Surplus = "surplus";

    /// <summary>The budget does not cover its answer.</summary>
    public const string Budget = "budget";

    /// <summary>The teacher's answer names another class than was asked for.</summary>
    public const string LabelChanged = "label_changed";

    /// <summary>No class can be read from the teacher's answer.</summary>
    public const string NoLabel = "no_label";
}
