using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Distill.Core.Reporting.Html;

/// <summary>Builds markup from interpolated strings: literals are markup, every hole is data and escaped.</summary>
internal sealed class Markup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _text = new();

    /// <summary>A part of the program itself, such as the style sheet; never data.</summary>
    public static Markup Trusted(string markup)
    {
        var trusted = new Markup();
        _ = trusted._text.Append(markup);
        return trusted;
    }

    /// <summary>Adds markup with data in its holes.</summary>
    public Markup Add([InterpolatedStringHandlerArgument("")] ref Handler content)
    {
        _ = content;
        return this;
    }

    /// <summary>Adds what another builder holds.</summary>
    public Markup Add(Markup other)
    {
        _ = _text.Append(other._text);
        return this;
    }

    /// <inheritdoc />
    public override string ToString() => _text.ToString();

    // Control characters are allowed neither in HTML nor in XML, not even as references.
    private static string Printable(string data) =>
        data.Any(IsForbidden) ? string.Concat(data.Select(unit => IsForbidden(unit) ? '\uFFFD' : unit)) : data;

    private static bool IsForbidden(char unit) =>
        (char.IsControl(unit) && unit is not ('\n' or '\t' or '\r')) || unit is '\uFFFE' or '\uFFFF';

    [InterpolatedStringHandler]
    internal readonly ref struct Handler(int literalLength, int formattedCount, Markup markup)
    {
        private readonly StringBuilder _text = markup._text;

        /// <summary>What the compiler counted; the builder grows by itself.</summary>
        public int Expected { get; } = literalLength + formattedCount;

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(string? data) => _text.Append(Encoder.Encode(Printable(data ?? "")));

        public void AppendFormatted<T>(T data, string? format = null)
            where T : IFormattable => AppendFormatted(data.ToString(format, CultureInfo.InvariantCulture));
    }
}
