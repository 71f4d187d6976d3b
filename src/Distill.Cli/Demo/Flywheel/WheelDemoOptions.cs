namespace Distill.Cli.Demo.Flywheel;

/// <summary>What the demo of the flywheel is asked for.</summary>
/// <param name="Turns">Turns of the wheel.</param>
/// <param name="Messages">Messages that users send before each turn, and after the last.</param>
/// <param name="Seed">Seed of announcements and users.</param>
internal sealed record WheelDemoOptions(int Turns, int Messages, int Seed);
