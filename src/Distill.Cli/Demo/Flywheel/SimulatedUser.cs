using System.Globalization;

namespace Distill.Cli.Demo.Flywheel;

/// <summary>A user with a hidden preference and a temper: some press thumbs, some mend answers, some stop reading and ask again, some say nothing. Pure.</summary>
/// <param name="number">Number of the user, from 0; decides the temper.</param>
internal sealed class SimulatedUser(int number)
{
    /// <summary>How many there are.</summary>
    public const int Count = 50;

    private const int Tempers = 10;

    // Of a hundred thumbs so many are slips: they say the opposite of what the user thinks.
    private const int SlipsOfHundred = 2;

    /// <summary>The name that requests carry.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"user-{number:00}");

    /// <summary>Whether the user likes an answer, said or not: the ground truth of the demo.</summary>
    public static bool Likes(DemoMessage message, string answer) => string.Equals(answer.Trim(), message.Wanted, StringComparison.Ordinal);

    /// <summary>What the user does about an answer; empty for one who says nothing.</summary>
    /// <param name="message">What was asked.</param>
    /// <param name="asid">Id of the answer.</param>
    /// <param name="isLiked">Whether the user likes it.</param>
    /// <param name="random">Decides slips; its draws do not depend on the answer.</param>
    public IReadOnlyList<UserEvent> React(DemoMessage message, string asid, bool isLiked, Random random)
    {
        var isSlip = random.Next(100) < SlipsOfHundred;
        return (number % Tempers) switch
        {
            < 5 => [Event("thumb", value: isLiked != isSlip ? 1 : -1)],
            < 7 => isLiked ? [Event("copy")] : [Event("edit", text: message.Wanted)],
            7 => isLiked ? [Event("copy")] : [Event("stop"), Event("retry")],
            _ => [],
        };

        UserEvent Event(string type, double? value = null, string? text = null) => new($"{asid}-{type}", asid, type, value, text, Name);
    }
}
