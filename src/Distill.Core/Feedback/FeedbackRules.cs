using System.Globalization;

namespace Distill.Core.Feedback;

/// <summary>Checks what senders wrote. Pure.</summary>
public static class FeedbackRules
{
    /// <summary>Most characters of an id.</summary>
    public const int MaxId = 200;

    /// <summary>Most characters of a text.</summary>
    public const int MaxText = 100_000;

    // Clocks of senders may be ahead by this much.
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    /// <summary>The event that the fields make, or everything that is wrong with them.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="now">The time of an event that has none.</param>
    /// <param name="eventId">The id of an event that has none.</param>
    /// <param name="hashUser">Makes the hash of a user's key.</param>
    public static (FeedbackEvent? Event, IReadOnlyList<FeedbackFault> Faults) Check(
        FeedbackFields fields,
        DateTimeOffset now,
        string eventId,
        Func<string, string> hashUser
    )
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(hashUser);
        var faults = new List<FeedbackFault>(fields.Faults);
        if (faults.Count > 0 && faults[0].Field.Length == 0)
        {
            return (null, faults);
        }

        CheckIds(fields, faults);
        var value = ReadValue(fields["value"], faults);
        CheckType(fields, value, faults);
        var time = ReadTime(fields["time"], now, faults);
        if (faults.Count > 0)
        {
            return (null, faults);
        }

        var made = new FeedbackEvent
        {
            EventId = fields["event_id"] ?? eventId,
            Asid = fields["asid"]!,
            Type = fields["type"]!,
            Value = value,
            Text = fields["text"],
            User = fields["user"] is { } user ? hashUser(user) : null,
            Time = time,
        };
        return (made, []);
    }

    private static void CheckIds(FeedbackFields fields, List<FeedbackFault> faults)
    {
        if (fields["asid"] is null)
        {
            Report(faults, "asid", "The id of the answer is missing: the header x-distill-asid of the answer, or its id.");
        }

        foreach (var name in (string[])["event_id", "asid", "user"])
        {
            if (fields[name]?.Length > MaxId)
            {
                Report(faults, name, $"At most {MaxId} characters are allowed.");
            }
        }
    }

    private static void CheckType(FeedbackFields fields, double? value, List<FeedbackFault> faults)
    {
        if (fields["type"] is not { } name || FeedbackType.Find(name) is not { } type)
        {
            Report(faults, "type", $"One of {string.Join(", ", FeedbackType.All.Select(one => one.Name))} is wanted.");
            return;
        }

        CheckNeed("value", type.Value, fields["value"] is not null, type, faults);
        CheckNeed("text", type.Text, fields["text"] is not null, type, faults);
        if (value is { } number && type.IsInRange?.Invoke(number) == false)
        {
            Report(faults, "value", $"Of the type '{type.Name}' it must be {type.Range}.");
        }

        if (fields["text"]?.Length > MaxText)
        {
            Report(faults, "text", $"At most {MaxText} characters are allowed.");
        }
    }

    private static void CheckNeed(string field, FieldNeed need, bool isThere, FeedbackType type, List<FeedbackFault> faults)
    {
        if (need == FieldNeed.Required && !isThere)
        {
            Report(faults, field, $"The type '{type.Name}' needs it.");
        }
        else if (need == FieldNeed.None && isThere)
        {
            Report(faults, field, $"The type '{type.Name}' has none.");
        }
    }

    // The first thing that is wrong with a field is told; what follows from it is not.
    private static void Report(List<FeedbackFault> faults, string field, string message)
    {
        if (faults.All(fault => fault.Field != field))
        {
            faults.Add(new FeedbackFault(field, message));
        }
    }

    private static double? ReadValue(string? text, List<FeedbackFault> faults)
    {
        if (text is null)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
        {
            return value;
        }

        Report(faults, "value", "A number is wanted.");
        return null;
    }

    private static DateTimeOffset ReadTime(string? text, DateTimeOffset now, List<FeedbackFault> faults)
    {
        if (text is null)
        {
            return now;
        }

        // A time such as 11/12/2026 is read without complaint, and wrongly by half of its senders.
        var isIso = text is [_, _, _, _, '-', _, _, '-', ..];
        var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        if (!isIso || !isTime)
        {
            Report(faults, "time", "An ISO 8601 time such as 2027-01-31T08:00:00Z is wanted.");
        }
        else if (time > now + Ahead)
        {
            Report(faults, "time", "It lies in the future.");
        }

        return time;
    }
}
