using System.Collections.Concurrent;
using Distill.ModelEmulator.Chat;
using Distill.ModelEmulator.Judging;
using Distill.ModelEmulator.Learning;
using Distill.ModelEmulator.Persistence;
using Distill.ModelEmulator.Protocol;
using Distill.ModelEmulator.Statistics;
using Distill.ModelEmulator.Students;
using Distill.ModelEmulator.Teaching;
using Microsoft.Extensions.Options;

namespace Distill.ModelEmulator.Models;

/// <summary>The models there are: those configured, and those that jobs have trained. Thread-safe.</summary>
internal sealed class ModelCatalogue
{
    private const string Folder = "models";
    private readonly ConcurrentDictionary<string, ServedModel> models = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FineTunedModel> trained = new(StringComparer.Ordinal);
    private readonly IDictionary<string, EmulatedModelOptions> configured;
    private readonly IEmulatorStore store;
    private readonly RequestJournal journal;
    private readonly TimeProvider timeProvider;

    /// <summary>Opens the catalogue. Fine-tuned models whose base is no longer configured are left out.</summary>
    public ModelCatalogue(
        IOptions<EmulatorOptions> options,
        IEmulatorStore store,
        RequestJournal journal,
        TeacherSchool school,
        TimeProvider timeProvider
    )
    {
        configured = options.Value.Models.Count > 0 ? options.Value.Models : EmulatorOptions.DefaultModels();
        this.store = store;
        this.journal = journal;
        this.timeProvider = timeProvider;
        foreach (var (name, model) in configured)
        {
            Serve(name, model, CreateResponder(name, model, school), timeProvider.GetUtcNow());
        }

        foreach (var model in store.ReadRecords<FineTunedModel>(Folder).Where(model => configured.ContainsKey(model.Base)))
        {
            Serve(model);
        }
    }

    /// <summary>All models by name.</summary>
    public IEnumerable<ServedModel> All => models.Values.OrderBy(model => model.Name, StringComparer.Ordinal);

    /// <summary>The model of a name.</summary>
    /// <exception cref="ApiException">404: there is none.</exception>
    public ServedModel Get(string name) =>
        models.TryGetValue(name, out var model)
            ? model
            : throw ApiException.NotFound(
                $"The model `{name}` does not exist or you do not have access to it.",
                "model",
                "model_not_found"
            );

    /// <summary>Settings of a student that can be fine-tuned; of a fine-tuned model, those of the student it came from.</summary>
    /// <exception cref="ApiException">The name is no such model's.</exception>
    public EmulatedModelOptions GetStudent(string name) =>
        configured.TryGetValue(RootOf(name), out var model) && model.Kind == ModelKind.Student
            ? model
            : throw ApiException.Invalid(
                $"Model `{name}` is not available for fine-tuning or does not exist.",
                "model",
                "model_not_available"
            );

    /// <summary>The configured student that a model came from: of a student that is configured, itself.</summary>
    public string RootOf(string name) => trained.TryGetValue(name, out var model) ? model.Base : name;

    /// <summary>What a model has learned; null for one that no job has trained.</summary>
    public LearnedModel? Learned(string name) => trained.TryGetValue(name, out var model) ? Read(model) : null;

    /// <summary>Adds a trained model, durably. Adding it again replaces it.</summary>
    public async Task AddAsync(FineTunedModel model, LearnedModel learned)
    {
        await store.SaveBytesAsync(Folder, model.Id + ".bin", LearnedModelFile.Write(learned));
        await store.SaveRecordAsync(Folder, model.Id, model);
        Serve(model);
    }

    /// <summary>Removes a trained model.</summary>
    public void Remove(FineTunedModel model)
    {
        models.TryRemove(model.Name, out _);
        trained.TryRemove(model.Name, out _);
        store.Delete(Folder, model.Id + ".json");
        store.Delete(Folder, model.Id + ".bin");
    }

    private void Serve(FineTunedModel model)
    {
        trained[model.Name] = model;
        var responder = new LearnedResponder(() => Read(model));
        Serve(model.Name, configured[model.Base], responder, DateTimeOffset.FromUnixTimeSeconds(model.CreatedAt));
    }

    private LearnedModel Read(FineTunedModel model) => LearnedModelFile.Read(store.ReadBytes(Folder, model.Id + ".bin") ?? []);

    private void Serve(string name, EmulatedModelOptions options, IResponder? responder, DateTimeOffset created) =>
        models[name] = new ServedModel(name, options, responder, created, timeProvider).After(journal.Requests(name));

    private static IResponder? CreateResponder(string name, EmulatedModelOptions options, TeacherSchool school) =>
        options.Kind switch
        {
            ModelKind.Teacher => school.Teach(name, options),
            ModelKind.Judge => new JudgeResponder(options),
            ModelKind.Student => new UntrainedResponder(name, options.Seed),
            _ => null,
        };
}
