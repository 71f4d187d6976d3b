using System.Runtime.InteropServices;

namespace Distill.ModelEmulator.Learning;

/// <summary>The binary form of a trained model: version, kind, what it reads of prompts, its answers, its weights or prompts. Little-endian.</summary>
internal static class LearnedModelFile
{
    private const int Magic = 0x31_4C_53_44; // "DSL1"
    private const byte Classifier = 1;
    private const byte Retrieval = 2;

    /// <summary>Writes a model.</summary>
    public static byte[] Write(LearnedModel model)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            writer.Write(Magic);
            writer.Write(model is ClassifierModel ? Classifier : Retrieval);
            model.WriteSpace(writer);
            writer.Write(model.Answers.Count);
            foreach (var answer in model.Answers)
            {
                writer.Write(answer);
            }

            model.Write(writer);
        }

        return stream.ToArray();
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="InvalidDataException">This is no such file.</exception>
    public static LearnedModel Read(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content));
        if (reader.ReadInt32() != Magic)
        {
            throw new InvalidDataException("This is not a model file of the emulator.");
        }

        var kind = reader.ReadByte();
        var space = ReadSpace(reader);
        var answers = new string[reader.ReadInt32()];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = reader.ReadString();
        }

        return kind switch
        {
            Classifier => new ClassifierModel(space, answers, SoftmaxClassifier.Read(reader)),
            Retrieval => RetrievalModel.Read(reader, space, answers),
            _ => throw new InvalidDataException($"A model of kind {kind} is not known."),
        };
    }

    /// <summary>Writes a feature space.</summary>
    public static void WriteSpace(BinaryWriter writer, FeatureSpace space)
    {
        writer.Write(space.Capacity.MinCharacters);
        writer.Write(space.Capacity.MaxCharacters);
        writer.Write(space.Capacity.MaxWords);
        writer.Write(space.Capacity.BucketBits);
        WriteArray<int>(writer, space.BucketOfRow);
        WriteArray(writer, space.Idf);
    }

    /// <summary>Writes an array with its length.</summary>
    public static void WriteArray<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Reads an array.</summary>
    public static T[] ReadArray<T>(BinaryReader reader)
        where T : unmanaged
    {
        var values = new T[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static FeatureSpace ReadSpace(BinaryReader reader)
    {
        var capacity = new LearnerOptions
        {
            MinCharacters = reader.ReadInt32(),
            MaxCharacters = reader.ReadInt32(),
            MaxWords = reader.ReadInt32(),
            BucketBits = reader.ReadInt32(),
        };
        return FeatureSpace.Restore(capacity, ReadArray<int>(reader), ReadArray<float>(reader));
    }
}
