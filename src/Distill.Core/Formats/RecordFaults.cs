using Distill.Core.Datasets;
using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>Faults that several readers find.</summary>
internal static class RecordFaults
{
    public static SampleReadResult TooLong(int maxBytes) =>
        SampleReadResult.Fault(
            RejectReasons.TooLong,
            $"The record is longer than {maxBytes} bytes. Split it, or raise the limit (MaxRecordBytes)."
        );

    public static SampleReadResult Unreadable(string why) =>
        SampleReadResult.Fault(RejectReasons.UnreadableRest, $"{why.TrimEnd('.')}. Nothing after this place could be read: mend the file.");

    public static SampleReadResult Missing(string field, string what) =>
        SampleReadResult.Fault(RejectReasons.MissingField, $"{what} is missing.", field);

    public static SampleReadResult Empty(string field) => SampleReadResult.Fault(RejectReasons.EmptyField, "The text is empty.", field);

    public static SampleReadResult Invalid(string field, string wanted) =>
        SampleReadResult.Fault(RejectReasons.InvalidField, wanted, field);
}
