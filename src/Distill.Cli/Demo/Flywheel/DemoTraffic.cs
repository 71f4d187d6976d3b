namespace Distill.Cli.Demo.Flywheel;

/// <summary>A finished stretch of traffic as the demo's journal keeps it. What users like is known to them and to this journal alone; the wheel sees what they said.</summary>
/// <param name="Version">The model that answered.</param>
/// <param name="From">First moment.</param>
/// <param name="To">First moment after it.</param>
/// <param name="Answers">Answers.</param>
/// <param name="Liked">Answers that their users liked, whether they said so or not.</param>
/// <param name="Told">Answers that a user said or did something about.</param>
internal sealed record DemoTraffic(string Version, DateTimeOffset From, DateTimeOffset To, int Answers, int Liked, int Told);
