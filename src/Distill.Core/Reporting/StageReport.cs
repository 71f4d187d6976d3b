namespace Distill.Core.Reporting;

/// <summary>A stage of a run.</summary>
/// <param name="Name">The stage, for example <c>teacher</c>.</param>
/// <param name="Round">The round it belongs to, from 1.</param>
/// <param name="Records">Records that it worked on.</param>
/// <param name="Seconds">Wall time, in seconds.</param>
/// <param name="Note">A short remark, for example counts by outcome; null when there is none.</param>
public sealed record StageReport(string Name, int Round, long Records, double Seconds, string? Note = null);
