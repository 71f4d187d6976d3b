using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Engine.Execution;

/// <summary>What all executions share.</summary>
/// <param name="Registry">What can run.</param>
/// <param name="Converter">How values are stored.</param>
/// <param name="LoggerFactory">Where orchestrators log.</param>
internal sealed record ExecutionSettings(EngineRegistry Registry, DataConverter Converter, ILoggerFactory LoggerFactory);
