namespace Distill.Core.Filtering;

/// <summary>A value that a filter compares with: a text, a number, a truth value or a moment. Immutable.</summary>
public readonly record struct FilterLiteral
{
    private FilterLiteral(FilterLiteralKind kind, string? text, double number, long micros)
    {
        Kind = kind;
        TextValue = text;
        Number = number;
        Microseconds = micros;
    }

    /// <summary>Which of them it is.</summary>
    public FilterLiteralKind Kind { get; }

    /// <summary>The text; null for another kind.</summary>
    public string? TextValue { get; }

    /// <summary>The number, finite; 0 for another kind.</summary>
    public double Number { get; }

    /// <summary>The moment in microseconds since 1970-01-01T00:00:00Z; 1 for true; 0 for another kind.</summary>
    public long Microseconds { get; }

    /// <summary>The truth value; false for another kind.</summary>
    public bool Flag => Kind == FilterLiteralKind.Flag && Microseconds != 0;

    /// <summary>A text.</summary>
    public static FilterLiteral Of(string text) => new(FilterLiteralKind.Text, text, 0, 0);

    /// <summary>A number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public static FilterLiteral Of(double number) =>
        double.IsFinite(number)
            ? new(FilterLiteralKind.Number, null, number == 0 ? 0 : number, 0)
            : throw new ArgumentOutOfRangeException(nameof(number), number, "A filter compares with finite numbers.");

    /// <summary>A truth value.</summary>
    public static FilterLiteral Of(bool flag) => new(FilterLiteralKind.Flag, null, 0, flag ? 1 : 0);

    /// <summary>A moment, to the microsecond.</summary>
    public static FilterLiteral Of(DateTimeOffset time) =>
        OfMicroseconds((time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    /// <summary>A moment in microseconds since 1970.</summary>
    internal static FilterLiteral OfMicroseconds(long micros) => new(FilterLiteralKind.Time, null, 0, micros);
}
