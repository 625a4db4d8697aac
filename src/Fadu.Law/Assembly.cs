namespace Fadu.Law;

/// <summary>Marks this assembly for tests that walk it.</summary>
public static class LawAssembly;
