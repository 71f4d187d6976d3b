namespace Distill.Core.Privacy;

/// <summary>A file that held something of a person.</summary>
/// <param name="Path">Its blob.</param>
/// <param name="Rows">Records, journal entries or examples.</param>
/// <param name="Change">What became of it.</param>
public sealed record ForgottenFile(string Path, long Rows, ForgottenChange Change);
