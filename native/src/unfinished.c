/* Stems still to be written: the lines of a stem go when its kernel comes. */
#include "dispatch.h"

void ml_mismatch_all_c(const ml_rows*a,const ml_queries*b,ml_span c,uint16_t*d,int64_t e){(void)a;(void)b;(void)c;(void)d;(void)e;}
void ml_mismatch_all_avx2(const ml_rows*a,const ml_queries*b,ml_span c,uint16_t*d,int64_t e){(void)a;(void)b;(void)c;(void)d;(void)e;}
void ml_mismatch_all_avx512(const ml_rows*a,const ml_queries*b,ml_span c,uint16_t*d,int64_t e){(void)a;(void)b;(void)c;(void)d;(void)e;}
void ml_mismatch_within_c(const ml_rows*a,const ml_queries*b,ml_span c,int32_t d,uint32_t*e,int64_t f){(void)a;(void)b;(void)c;(void)d;(void)e;(void)f;}
void ml_mismatch_within_avx2(const ml_rows*a,const ml_queries*b,ml_span c,int32_t d,uint32_t*e,int64_t f){(void)a;(void)b;(void)c;(void)d;(void)e;(void)f;}
void ml_mismatch_within_avx512(const ml_rows*a,const ml_queries*b,ml_span c,int32_t d,uint32_t*e,int64_t f){(void)a;(void)b;(void)c;(void)d;(void)e;(void)f;}
void ml_mismatch_nearest_c(const ml_rows*a,const ml_queries*b,ml_span c,int32_t d,uint16_t*e,uint32_t*f){(void)a;(void)b;(void)c;(void)d;(void)e;(void)f;}
void ml_mismatch_nearest_avx2(const ml_rows*a,const ml_queries*b,ml_span c,int32_t d,uint16_t*e,uint32_t*f){(void)a;(void)b;(void)c;(void)d;(void)e;(void)f;}
void ml_mismatch_nearest_avx512(const ml_rows*a,const ml_queries*b,ml_span c,int32_t d,uint16_t*e,uint32_t*f){(void)a;(void)b;(void)c;(void)d;(void)e;(void)f;}
void ml_philox_c(const ml_draw*a,const ml_patch*b,uint32_t*c,int64_t d){(void)a;(void)b;(void)c;(void)d;}
void ml_philox_avx2(const ml_draw*a,const ml_patch*b,uint32_t*c,int64_t d){(void)a;(void)b;(void)c;(void)d;}
void ml_philox_avx512(const ml_draw*a,const ml_patch*b,uint32_t*c,int64_t d){(void)a;(void)b;(void)c;(void)d;}
void ml_gauss_c(const ml_draw*a,const ml_patch*b,float*c,int64_t d){(void)a;(void)b;(void)c;(void)d;}
void ml_gauss_avx2(const ml_draw*a,const ml_patch*b,float*c,int64_t d){(void)a;(void)b;(void)c;(void)d;}
void ml_gauss_avx512(const ml_draw*a,const ml_patch*b,float*c,int64_t d){(void)a;(void)b;(void)c;(void)d;}
