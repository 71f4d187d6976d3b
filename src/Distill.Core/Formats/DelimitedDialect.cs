namespace Distill.Core.Formats;

/// <summary>How fields are delimited.</summary>
/// <param name="Delimiter">Between fields.</param>
/// <param name="Quoted">Whether double quotes may enclose a field, as RFC 4180 says.</param>
internal readonly record struct DelimitedDialect(byte Delimiter, bool Quoted);
