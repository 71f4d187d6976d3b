using System.Diagnostics.CodeAnalysis;

namespace Distill.Core.Samples;

/// <summary>A sample, or why a line is none. Bad input is a result here, never an exception.</summary>
public readonly record struct SampleReadResult
{
    private SampleReadResult(Sample? sample, string? field, string? reason, string? message)
    {
        Sample = sample;
        Field = field;
        Reason = reason;
        Message = message;
    }

    /// <summary>The sample; null when there is none.</summary>
    public Sample? Sample { get; }

    /// <summary>The field at fault, for example <c>messages[1].role</c>; null when the whole line is.</summary>
    public string? Field { get; }

    /// <summary>A stable short reason of <see cref="Datasets.RejectReasons"/>; null for a sample.</summary>
    public string? Reason { get; }

    /// <summary>What is wrong and how to mend it; null for a sample.</summary>
    public string? Message { get; }

    /// <summary>True when there is a sample.</summary>
    [MemberNotNullWhen(true, nameof(Sample))]
    [MemberNotNullWhen(false, nameof(Reason), nameof(Message))]
    public bool IsSample => Sample is not null;

    /// <summary>A sample.</summary>
    public static SampleReadResult Of(Sample sample) => new(sample, null, null, null);

    /// <summary>A fault.</summary>
    public static SampleReadResult Fault(string reason, string message, string? field = null) => new(null, field, reason, message);
}
