namespace Distill.Cli.Demo;

/// <summary>What the demo is asked for.</summary>
/// <param name="Records">Distinct announcements that the teacher answers.</param>
/// <param name="Seed">Seed of the data.</param>
/// <param name="Emulator">A running emulator to use; null starts one in this process.</param>
internal sealed record DemoOptions(int Records, int Seed, Uri? Emulator);
