// resident.c - unchanging parts of a program are let go of by madvise(2): mapped from files, they can be had again.
#include "base/resident.h"

#include <link.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// Segments that the loader never writes into, relocations included, hold nothing but what stands in their file.
static bool is_unchanging(const ElfW(Phdr) *segment)
{
    return segment->p_type == PT_LOAD && (segment->p_flags & PF_W) == 0 && segment->p_filesz == segment->p_memsz;
}

static bool writes_into_text(const struct dl_phdr_info *object)
{
    for (ElfW(Half) i = 0; i < object->dlpi_phnum; i++) {
        if (object->dlpi_phdr[i].p_type != PT_DYNAMIC)
            continue;
        for (const ElfW(Dyn) *entry = (const ElfW(Dyn) *)(object->dlpi_addr + object->dlpi_phdr[i].p_vaddr);
             entry->d_tag != DT_NULL; entry++)
            if (entry->d_tag == DT_TEXTREL || (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL) != 0))
                return true;
    }
    return false;
}

// Whole pages: segments may share a page of their file, but never one of memory. The kernel refuses its own (vdso).
static int trim_object(struct dl_phdr_info *object, size_t size, void *context)
{
    (void)size;
    size_t *trimmed = context;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    if (writes_into_text(object))
        return 0;
    for (ElfW(Half) i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        if (!is_unchanging(segment))
            continue;
        uintptr_t from = (object->dlpi_addr + segment->p_vaddr) / page * page;
        uintptr_t to = (object->dlpi_addr + segment->p_vaddr + segment->p_memsz + page - 1) / page * page;
        if (madvise((void *)from, to - from, MADV_DONTNEED) == 0)
            *trimmed += to - from;
    }
    return 0;
}

size_t resident_trim(void)
{
    size_t trimmed = 0;
    dl_iterate_phdr(trim_object, &trimmed);
    return trimmed;
}

void resident_trim_heaps(void)
{
    malloc_trim(0);
}
