using System.Text.Json;

namespace Distill.Cli.Demo.Flywheel;

/// <summary>The host configuration of the flywheel's demo: teacher, judge and student of the emulator, and the alias that users ask.</summary>
internal static class WheelDemoConfiguration
{
    /// <summary>The model that is trained and put online.</summary>
    public const string Student = "assistant";

    /// <summary>The alias.</summary>
    public const string Alias = "online";

    /// <summary>The file's text.</summary>
    /// <param name="teacherTraining">Absolute path of the rows that the emulated teacher learns from.</param>
    public static string Of(string teacherTraining) =>
        $"""
            # The models of the demo. Every one of them is Distill's model emulator on this machine, never a real platform.
            models:
              {Student}:
                endpoint: emulator
                model: {Student}
              expert:
                endpoint: emulator
                model: expert
              judge:
                endpoint: emulator
                model: judge
            # What users ask for, and what stands behind it at first. The wheel replaces it.
            gateway:
              # Short, so that the traffic after a turn meets the promoted version at once.
              aliasRefreshSeconds: 0.1
              aliases:
                {Alias}:
                  targets:
                    - model: {Student}
            # What "endpoint: emulator" starts.
            emulator:
              models:
                {Student}:
                  kind: student
                expert:
                  kind: teacher
                  teaching:
                    trainingFile: {JsonSerializer.Serialize(teacherTraining)}
                judge:
                  kind: judge

            """;
}
