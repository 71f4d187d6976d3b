namespace Distill.Cli.Judging;

/// <summary>Which answers are to be judged.</summary>
/// <param name="File">The file of answers, or of records that hold both answers; null where two files are given.</param>
/// <param name="Pair">Two files, or two fields of <paramref name="File"/>; null to judge the answers by themselves.</param>
/// <param name="Reference">The file of references, or null.</param>
/// <param name="NoReference">True to show none.</param>
/// <param name="Map">Column mappings.</param>
/// <param name="Slices">Fields to slice by.</param>
/// <param name="Limit">Most records.</param>
internal sealed record AnswerRequest(
    string? File,
    (string Baseline, string Candidate)? Pair,
    string? Reference,
    bool NoReference,
    string[] Map,
    string[] Slices,
    int Limit
);
