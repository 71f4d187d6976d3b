namespace Distill.Core.Formats;

/// <summary>What a file is taken for.</summary>
/// <param name="Format">One of <see cref="ImportFormats"/>, never <c>auto</c>.</param>
/// <param name="Layout">How the records lie in it.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Encoding">Encoding of its text, one of <see cref="Encodings.TextEncodings"/>, never <c>auto</c>.</param>
public sealed record FormatDetection(string Format, RecordLayout Layout, string Reason, string Encoding = Encodings.TextEncodings.Utf8);
