using Microsoft.Extensions.Options;

namespace Distill.Api.Gateway;

/// <summary>Checks the ranges of section <c>Gateway</c>.</summary>
[OptionsValidator]
internal sealed partial class GatewayRanges : IValidateOptions<GatewayOptions>;
