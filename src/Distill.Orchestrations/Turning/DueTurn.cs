using Distill.Core.Flywheel.Turning;
using Distill.Core.Runs.Specs;
using Distill.Core.Runs.Specs.Flywheels;

namespace Distill.Orchestrations.Turning;

/// <summary>A turn of a standing wheel that is due.</summary>
/// <param name="Document">The wheel's spec as it lies there.</param>
/// <param name="Spec">The same, read.</param>
/// <param name="Turn">The turn.</param>
/// <param name="Last">End of the traffic of the wheel's last turn; null before its first. Who has the earliest has waited longest.</param>
internal sealed record DueTurn(RunSpecDocument Document, FlywheelSpec Spec, WheelTurn Turn, DateTimeOffset? Last);
