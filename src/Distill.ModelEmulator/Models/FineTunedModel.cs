namespace Distill.ModelEmulator.Models;

/// <summary>A model that a job has trained, as it is kept.</summary>
/// <param name="Id">Name of its files in the store.</param>
/// <param name="Name">What clients call it.</param>
/// <param name="Base">The configured student it came from, by however many jobs.</param>
/// <param name="CreatedAt">Unix seconds.</param>
internal sealed record FineTunedModel(string Id, string Name, string Base, long CreatedAt);
