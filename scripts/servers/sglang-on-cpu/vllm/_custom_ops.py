"""Three kernels in PyTorch, under the names by which SGLang asks vLLM for them on a CPU without Intel's AMX."""

import torch


def rotary_embedding(positions, query, key, head_size, cos_sin_cache, is_neox=True):
    cos, sin = cos_sin_cache.index_select(0, positions.flatten()).chunk(2, -1)
    half = cos.shape[-1]
    for part in (query, key):
        if part is None:
            continue
        heads = part.view(positions.numel(), -1, head_size)
        first, second = heads[..., :half].clone(), heads[..., half : 2 * half].clone()
        c, s = cos[:, None].to(heads.dtype), sin[:, None].to(heads.dtype)
        heads[..., :half] = first * c - second * s
        heads[..., half : 2 * half] = second * c + first * s


def rms_norm(out, x, weight, epsilon):
    wide = x.float()
    out.copy_((wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + epsilon)).to(x.dtype) * weight)


def fused_add_rms_norm(x, residual, weight, epsilon):
    residual.add_(x)
    wide = residual.float()
    x.copy_((wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + epsilon)).to(x.dtype) * weight)
