using Distill.Core.Statistics;

namespace Distill.Core.Reporting.Wheels;

/// <summary>How well the answers of a stretch of traffic were liked.</summary>
/// <param name="Version">The model that answered.</param>
/// <param name="Answers">Answers, those that nobody said anything about among them.</param>
/// <param name="Liked">Answers that their users liked.</param>
/// <param name="Told">Answers that the wheel has heard something about.</param>
public sealed record LikedTraffic(string Version, int Answers, int Liked, int Told)
{
    /// <summary>Share of liked answers with its 95% interval (Wilson).</summary>
    public Estimate LikeRate => WilsonInterval.Of(Liked, Answers);
}
