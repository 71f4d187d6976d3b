namespace Distill.Core.Operators.Mappers;

/// <summary>The elements of HTML by what they do to the flow of text; names in any case.</summary>
internal static class HtmlElements
{
    private static readonly HashSet<string> Inline = new(
        [
            "a",
            "abbr",
            "acronym",
            "audio",
            "b",
            "bdi",
            "bdo",
            "big",
            "button",
            "canvas",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "embed",
            "font",
            "i",
            "iframe",
            "img",
            "input",
            "ins",
            "kbd",
            "label",
            "link",
            "map",
            "mark",
            "meta",
            "meter",
            "noscript",
            "object",
            "output",
            "picture",
            "progress",
            "q",
            "rp",
            "rt",
            "ruby",
            "s",
            "samp",
            "select",
            "small",
            "source",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "svg",
            "template",
            "textarea",
            "time",
            "tt",
            "u",
            "var",
            "video",
            "wbr",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    // Where these end, a line ends.
    private static readonly HashSet<string> Block = new(
        [
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "br",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "head",
            "header",
            "hr",
            "html",
            "legend",
            "li",
            "main",
            "nav",
            "ol",
            "option",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "tfoot",
            "thead",
            "title",
            "tr",
            "ul",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    // Between the cells of a row stands a blank.
    private static readonly HashSet<string> Cell = new(["td", "th"], StringComparer.OrdinalIgnoreCase);

    // What is in these is no text.
    private static readonly HashSet<string> Hidden = new(["script", "style"], StringComparer.OrdinalIgnoreCase);

    // Words that people put in angle brackets to say "fill in": tags when they have attributes or are closed somewhere behind.
    private static readonly HashSet<string> Word = new(
        [
            "address",
            "article",
            "button",
            "caption",
            "code",
            "data",
            "details",
            "dialog",
            "figure",
            "footer",
            "form",
            "header",
            "input",
            "label",
            "legend",
            "link",
            "main",
            "map",
            "mark",
            "meter",
            "object",
            "option",
            "output",
            "picture",
            "progress",
            "q",
            "s",
            "section",
            "select",
            "source",
            "summary",
            "template",
            "time",
            "title",
            "u",
            "var",
            "video",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Elements within a line.</summary>
    public static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Inlines { get; } = Inline.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Elements that end a line.</summary>
    public static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Blocks { get; } = Block.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Cells of tables.</summary>
    public static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Cells { get; } = Cell.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Elements whose content is no text.</summary>
    public static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Hiddens { get; } = Hidden.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Elements whose names are also plain words.</summary>
    public static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Words { get; } = Word.GetAlternateLookup<ReadOnlySpan<char>>();
}
