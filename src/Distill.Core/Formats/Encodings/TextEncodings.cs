using System.Text;

namespace Distill.Core.Formats.Encodings;

/// <summary>Names of the encodings that import reads.</summary>
public static class TextEncodings
{
    /// <summary>Find out from a byte order mark and the content.</summary>
    public const string Auto = "auto";

    /// <summary>UTF-8, with or without a byte order mark.</summary>
    public const string Utf8 = "utf-8";

    /// <summary>UTF-16, little-endian.</summary>
    public const string Utf16LittleEndian = "utf-16le";

    /// <summary>UTF-16, big-endian.</summary>
    public const string Utf16BigEndian = "utf-16be";

    /// <summary>GB18030, which holds GBK and GB2312.</summary>
    public const string Gb18030 = "gb18030";

    /// <summary>ISO 8859-1.</summary>
    public const string Latin1 = "latin-1";

    /// <summary>
    /// What stands for bytes that are no text while a file is decoded: a code point that Unicode reserves and no text holds. Such a record is rejected; a
    /// replacement character would make it look sound.
    /// </summary>
    internal const char Undecodable = '\uFDD0';

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [Auto, Utf8, Utf16LittleEndian, Utf16BigEndian, Gb18030, Latin1];

    /// <summary>The encoding of a name other than <c>auto</c> and <c>utf-8</c>; undecodable bytes become <see cref="Undecodable"/>.</summary>
    internal static Encoding Open(string name)
    {
        var found = name switch
        {
            Utf16LittleEndian => Encoding.Unicode,
            Utf16BigEndian => Encoding.BigEndianUnicode,
            Gb18030 => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!,
            _ => Encoding.Latin1,
        };
        var copy = (Encoding)found.Clone();
        copy.DecoderFallback = new DecoderReplacementFallback(Undecodable.ToString());
        return copy;
    }
}
